package io.meshwork.junit.evidence;

import io.meshwork.Phase;
import io.meshwork.failure.MeshFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link Timeline} as one page that needs nothing else: no script, no other file; light or dark, as the reader has it. */
public final class TimelinePage {

    private final Timeline timeline;
    private final StringBuilder html = new StringBuilder();

    private TimelinePage(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Writes it; the directory is made if it is not there. */
    public static void write(Timeline timeline, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.writeString(to, render(timeline));
    }

    static String render(Timeline timeline) {
        return new TimelinePage(timeline).render();
    }

    private String render() {
        String title = Html.escape(timeline.title());
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(title);
        html.append("</title><meta name=\"viewport\" content=\"width=device-width\">\n<style>\n")
                .append(style());
        html.append("</style></head><body>\n<h1>")
                .append(title)
                .append("</h1>\n<p>")
                .append(counts())
                .append("</p>\n");
        html.append("<p><span class=\"key start\"></span>starts (");
        Chart.STEPS.forEach(step -> html.append("<span class=\"key ")
                .append(Chart.css(step))
                .append("\"></span>")
                .append(step));
        html.append(")<span class=\"key ready\"></span>ready");
        html.append(
                "<span class=\"key busy\"></span>messages per second (log)<span class=\"key bad\"></span>failure</p>\n");
        html.append("<div class=\"scroll\">\n")
                .append(new Chart(timeline).draw())
                .append("</div>\n");
        addFailures();
        addTests();
        addProcesses();
        addActors();
        return html.append("</body></html>\n").toString();
    }

    private String counts() {
        long failed = timeline.tests().stream()
                .filter(test -> !test.problem().isEmpty())
                .count();
        return timeline.tests().size() + " tests, " + failed + " failed; "
                + timeline.lanes().size() + " processes; from "
                + Html.escape(timeline.from().toString()) + ", " + seconds(timeline.from(), timeline.to());
    }

    private void addFailures() {
        if (timeline.failures().isEmpty()) {
            return;
        }
        html.append("<h2>Failures, the first first</h2>\n");
        timeline.failures()
                .forEach(failure -> html.append("<pre>")
                        .append(Html.escape(text(failure, "")))
                        .append("</pre>\n"));
    }

    private static String text(MeshFailure failure, String indent) {
        StringBuilder text = new StringBuilder(indent);
        text.append(failure.member()).append(": ").append(failure.what().replace("\n", "\n" + indent + "  "));
        failure.consequences().forEach(next -> text.append('\n').append(text(next, indent + "  hence ")));
        return text.toString();
    }

    private void addTests() {
        html.append("<h2>Tests</h2>\n<table><tr><th>test<th>took<th></tr>\n");
        for (Timeline.Test test : timeline.tests()) {
            row(
                    List.of(test.name(), seconds(test.from(), test.to()), test.problem()),
                    !test.problem().isEmpty());
        }
        html.append("</table>\n");
    }

    private void addProcesses() {
        html.append("<h2>Processes</h2>\n<table><tr><th>process<th>pid<th>started at<th>ready after");
        Chart.STEPS.forEach(step -> html.append("<th>").append(step));
        html.append("<th>end<th></tr>\n");
        timeline.lanes().forEach(lane -> row(cells(lane), false));
        html.append("</table>\n");
    }

    private List<String> cells(Timeline.Lane lane) {
        List<String> cells = new ArrayList<>();
        cells.add(lane.member());
        cells.add(Long.toString(lane.pid()));
        cells.add(seconds(timeline.from(), lane.start()));
        cells.add(seconds(lane.start(), lane.ready()));
        for (Phase.Kind step : Chart.STEPS) {
            cells.add(lane.phases().stream()
                    .filter(phase -> phase.kind() == step)
                    .findFirst()
                    .map(phase -> seconds(phase.took()))
                    .orElse("–"));
        }
        cells.add(seconds(timeline.from(), lane.end()));
        cells.add(lane.how());
        return cells;
    }

    private void addActors() {
        if (timeline.actors().isEmpty()) {
            return;
        }
        html.append("<h2>Actors</h2>\n<table><tr><th>mesh<th>at<th>step<th>took</tr>\n");
        for (Timeline.Actors one : timeline.actors()) {
            Phase phase = one.phase();
            row(
                    List.of(
                            one.member(),
                            seconds(timeline.from(), one.at()),
                            phase.kind().toString(),
                            seconds(phase.took())),
                    false);
        }
        html.append("</table>\n");
    }

    private void row(List<String> cells, boolean isBad) {
        html.append(isBad ? "<tr class=\"bad\">" : "<tr>");
        cells.forEach(cell -> html.append("<td>").append(Html.escape(cell)));
        html.append("</tr>\n");
    }

    private static String seconds(Instant from, @Nullable Instant to) {
        if (to == null) {
            return "–";
        }
        return seconds(Duration.between(from, to));
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f s", took.toNanos() / 1e9);
    }

    private static String style() {
        try (InputStream css = TimelinePage.class.getResourceAsStream("timeline.css")) {
            if (css == null) {
                throw new IllegalStateException("no style for the page: timeline.css is not in the jar");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
