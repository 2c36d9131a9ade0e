package io.meshwork.junit.evidence;

import io.meshwork.Phase;
import io.meshwork.failure.MeshFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The timeline as a drawing (SVG): a row for the tests, and a lane for each process. */
final class Chart {

    /** Of the start of a process. */
    static final List<Phase.Kind> STEPS =
            List.of(Phase.Kind.FORK, Phase.Kind.JVM, Phase.Kind.CLASSES, Phase.Kind.HELLO, Phase.Kind.AGENT);

    private static final int WIDTH = 1200;
    private static final int LABELS = 230;
    private static final int RIGHT = 30;
    private static final int TOP = 24;
    private static final int TEST_ROW = 22;
    private static final int MANY_LANES = 24;
    private static final int MOST_TICKS = 10;

    private final Timeline timeline;
    private final int laneHeight;
    private final double millis;
    private final int busiest;
    private final StringBuilder svg = new StringBuilder();

    Chart(Timeline timeline) {
        this.timeline = timeline;
        laneHeight = timeline.lanes().size() > MANY_LANES ? 15 : 24;
        millis = Math.max(1, Duration.between(timeline.from(), timeline.to()).toMillis());
        busiest = timeline.lanes().stream()
                .flatMap(lane -> lane.activity().handled().stream())
                .reduce(1, Math::max);
    }

    String draw() {
        int bottom = TOP + TEST_ROW + timeline.lanes().size() * laneHeight + 6;
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"timeline\">", WIDTH, bottom);
        drawTicks(bottom);
        timeline.tests().forEach(this::draw);
        for (int i = 0; i < timeline.lanes().size(); i++) {
            draw(timeline.lanes().get(i), TOP + TEST_ROW + i * laneHeight, i % 2 == 1);
        }
        add("</svg>");
        return svg.toString();
    }

    private void drawTicks(int bottom) {
        double step = step(millis / 1_000);
        for (double second = 0; second * 1_000 <= millis; second += step) {
            double x = x(second * 1_000);
            add("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP - 6, bottom);
            String label = step < 1 ? String.format(Locale.ROOT, "%.1f s", second) : (long) second + " s";
            add("<text class=\"quiet\" x=\"%.1f\" y=\"%d\">%s</text>", x + 2, TOP - 10, label);
        }
    }

    /* 1, 2 or 5 times a power of ten. */
    private static double step(double seconds) {
        double step = 0.1;
        double[] factors = {2, 2.5, 2};
        for (int i = 0; seconds / step > MOST_TICKS; i++) {
            step *= factors[i % factors.length];
        }
        return step;
    }

    private void draw(Timeline.Test test) {
        double from = x(test.from());
        double width = Math.max(2, x(test.to()) - from);
        String kind = test.problem().isEmpty() ? "passed" : "failed";
        String title = test.name() + (test.problem().isEmpty() ? "" : ": " + test.problem());
        bar(kind, from, TOP, width, TEST_ROW - 8, title);
        if (width > 7 * test.name().length()) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" style=\"fill:var(--page)\">%s</text>",
                    from + 4, TOP + 11, Html.escape(test.name()));
        }
    }

    private void draw(Timeline.Lane lane, int y, boolean isBand) {
        if (isBand) {
            add("<rect class=\"band\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>", y, WIDTH, laneHeight);
        }
        int height = laneHeight - 5;
        add("<text x=\"4\" y=\"%d\">%s</text>", y + laneHeight - 6, Html.escape(lane.member()));
        Instant end = lane.end() != null ? lane.end() : timeline.to();
        Instant ready = lane.ready() != null ? lane.ready() : end;
        String title = lane.member() + " pid " + lane.pid();
        bar("start", x(lane.start()), y + 2, x(ready) - x(lane.start()), height, title + ": starting");
        drawSteps(lane, y + 2, height, title);
        bar(
                "ready",
                x(ready),
                y + 2,
                x(end) - x(ready),
                height,
                title + (lane.how().isEmpty() ? "" : ": " + lane.how()));
        drawActivity(lane, y + 2, height);
        drawEnd(lane.end(), lane.how(), y, title);
        for (MeshFailure failure : failuresOf(lane)) {
            add(
                    "<circle class=\"failure\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>",
                    x(failure.at()), y + laneHeight / 2.0, Html.escape(failure.member() + ": " + failure.what()));
        }
    }

    /* They end when it is ready. */
    private void drawSteps(Timeline.Lane lane, int y, int height, String title) {
        if (lane.ready() == null) {
            return;
        }
        Instant from = lane.ready().minus(Phase.total(lane.phases()));
        for (Phase phase : lane.phases()) {
            Instant to = from.plus(phase.took());
            double width = x(to) - x(from);
            if (width > 0.1) {
                bar(css(phase.kind()), x(from), y, width, height, title + ": " + phase);
            }
            from = to;
        }
    }

    static String css(Phase.Kind step) {
        return "step-" + step.toString().toLowerCase(Locale.ROOT);
    }

    private void drawActivity(Timeline.Lane lane, int y, int height) {
        List<Integer> handled = lane.activity().handled();
        for (int i = 0; i < handled.size(); i++) {
            double x = x(Instant.ofEpochSecond(lane.activity().from() + i));
            double end = x(Instant.ofEpochSecond(lane.activity().from() + i + 1));
            if (handled.get(i) > 0 && end > LABELS && x < WIDTH - RIGHT) {
                double tall = Math.max(1, height * Math.log1p(handled.get(i)) / Math.log1p(busiest));
                double left = Math.max(LABELS, x);
                bar(
                        "busy",
                        left,
                        y + height - tall,
                        Math.min(end, WIDTH - RIGHT) - left - 0.5,
                        tall,
                        handled.get(i) + " messages in this second");
            }
        }
    }

    private void drawEnd(@Nullable Instant end, String how, int y, String title) {
        if (end != null) {
            boolean isBad = !how.startsWith("stopped with exit code 0");
            add(
                    "<line class=\"end%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"><title>%s</title></line>",
                    isBad ? " bad" : "", x(end), x(end), y + 1, y + laneHeight - 2, Html.escape(title + ": " + how));
        }
    }

    private List<MeshFailure> failuresOf(Timeline.Lane lane) {
        return timeline.failures().stream()
                .filter(failure -> failure.member().startsWith(lane.member() + " pid " + lane.pid())
                        || failure.member().contains(" on " + lane.member() + " pid " + lane.pid()))
                .toList();
    }

    private void bar(String kind, double x, double y, double width, double height, String title) {
        add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\"><title>%s</title></rect>",
                kind, x, y, Math.max(0.5, width), height, Html.escape(title));
    }

    private double x(Instant at) {
        return x(Duration.between(timeline.from(), at).toNanos() / 1e6);
    }

    private double x(double afterMillis) {
        return LABELS + afterMillis / millis * (WIDTH - LABELS - RIGHT);
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
