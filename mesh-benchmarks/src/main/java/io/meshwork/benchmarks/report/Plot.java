package io.meshwork.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * The ratios of a report, as SVG: a bar each, green up to its bound and red beyond it, grey where there is none; a stroke
 * at the bound. The axis is linear and ends at {@value #MOST}.
 */
public final class Plot {

    private static final double MOST = 3;
    private static final int LABEL = 340;
    private static final int WIDTH = 900;
    private static final int HEADER = 40;
    private static final int LINE = 26;
    private static final int BAR = 16;

    private Plot() {}

    public static String of(Report report) {
        List<Row> rows = report.rows();
        StringBuilder svg = new StringBuilder();
        int height = HEADER + LINE * rows.size() + LINE;
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, height));
        svg.append(
                text(4, 20, "ours / other, lower is better: " + report.machine().jdk()));
        svg.append(stroke(x(1), HEADER - 6, height - LINE, "#888888"));
        for (int i = 0; i < rows.size(); i++) {
            svg.append(bar(rows.get(i), HEADER + LINE * i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Row row, int y) {
        String colour = row.bound().isEmpty() ? "#9e9e9e" : row.met().equals("yes") ? "#2e7d32" : "#b3431e";
        StringBuilder svg =
                new StringBuilder(text(4, y + BAR - 4, row.goal() + " " + row.ours() + " / " + row.other()));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LABEL,
                y,
                x(row.ratio()) - LABEL,
                BAR,
                colour));
        row.bound().ifPresent(bound -> svg.append(stroke(x(bound), y - 3, y + BAR + 3, "#000000")));
        return svg.append(text((int) x(row.ratio()) + 6, y + BAR - 4, Figures.ratio(row.ratio())))
                .toString();
    }

    private static double x(double ratio) {
        return LABEL + (WIDTH - LABEL - LINE * 2) * Math.min(ratio, MOST) / MOST;
    }

    private static String stroke(double x, int from, int to, String colour) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>%n",
                x,
                from,
                x,
                to,
                colour);
    }

    private static String text(int x, int y, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return String.format("<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, escaped);
    }
}
