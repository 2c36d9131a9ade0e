package io.meshwork.conformance.scale;

import io.meshwork.conformance.scale.Cost.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The costs as a table, and plotted: both axes logarithmic, so that what is linear has a slope of one. */
record ScaleReport(List<Cost> costs) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 60;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#b3431e", "#2e7d32", "#6a3d9a");

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("scale.md"), table() + "\n![in-process, in all](scale.svg)\n");
        Files.writeString(directory.resolve("scale.svg"), plot());
    }

    String table() {
        StringBuilder text = new StringBuilder("| procs x actors | heap per actor |");
        for (Stage stage : Stage.values()) {
            text.append(' ').append(stage.label()).append(" | processor time per member |");
        }
        text.append("\n|---|---|")
                .append("---|---|".repeat(Stage.values().length))
                .append('\n');
        for (Cost cost : costs) {
            text.append(String.format(
                    Locale.ROOT, "| %d x %d | %.0f B |", cost.procs(), cost.actors(), cost.heapBytesPerActor()));
            for (Stage stage : Stage.values()) {
                text.append(String.format(
                        Locale.ROOT,
                        " %.0f ms | %.1f us |",
                        cost.nanos().get(stage) / 1e6,
                        cost.cpuMicrosPerMember(stage)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String plot() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        for (Cost cost : costs) {
            svg.append(text(x(cost.procs()), HEIGHT - MARGIN + 20, "middle", "black", cost.procs() + " procs"));
        }
        for (double millis = 1; millis <= most(); millis *= 10) {
            svg.append(text(MARGIN - 6, y(millis) + 4, "end", "black", String.format(Locale.ROOT, "%.0f ms", millis)));
        }
        for (Stage stage : Stage.values()) {
            svg.append(line(stage, COLOURS.get(stage.ordinal())));
        }
        return svg.append("</svg>\n").toString();
    }

    private String line(Stage stage, String colour) {
        StringBuilder points = new StringBuilder();
        for (Cost cost : costs) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(cost.procs()), y(millis(cost, stage))));
        }
        Cost last = costs.get(costs.size() - 1);
        return "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\"" + points + "\"/>\n"
                + text(x(last.procs()) - 8, y(millis(last, stage)) - 8, "end", colour, stage.label());
    }

    private static String text(double x, double y, String anchor, String colour, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                words);
    }

    private double x(int procs) {
        double first = costs.get(0).procs();
        double last = costs.get(costs.size() - 1).procs();
        return MARGIN + (WIDTH - 2 * MARGIN) * Math.log(procs / first) / Math.log(last / first);
    }

    private double y(double millis) {
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * Math.log(Math.max(1, millis)) / Math.log(most());
    }

    private double most() {
        double most = 10;
        for (Cost cost : costs) {
            for (Stage stage : Stage.values()) {
                most = Math.max(most, millis(cost, stage));
            }
        }
        return most;
    }

    private static double millis(Cost cost, Stage stage) {
        return cost.nanos().get(stage) / 1e6;
    }
}
