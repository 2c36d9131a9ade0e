package io.meshwork.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.MeshEvent;
import io.meshwork.Phase;
import io.meshwork.failure.MeshFailure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class TimelinePageTest {

    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void aProcessThatWasReplacedHasALaneForEachLife() {
        Timeline timeline = timeline(1);

        assertThat(timeline.lanes()).extracting(Timeline.Lane::pid).containsExactly(100L, 999L);
        assertThat(timeline.lanes().get(0).how()).startsWith("killed");
        assertThat(timeline.lanes().get(1).end()).isNull();
    }

    @Test
    void theDrawingIsWellFormedForOneProcAndForSixtyFour() throws Exception {
        for (int procs : List.of(1, 64)) {
            String page = TimelinePage.render(timeline(procs));

            String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + "</svg>".length());
            Document drawing = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            assertThat(drawing.getElementsByTagName("circle").getLength()).isEqualTo(1);
            assertThat(drawing.getElementsByTagName("rect").getLength()).isGreaterThan(2 * procs);
        }
    }

    @Test
    void theStepsOfAStartAreShownAndWhatWasStartedAheadBeginsBeforeItWasAskedFor() {
        List<Phase> steps = List.of(
                new Phase(Phase.Kind.FORK, Duration.ofMillis(2)),
                new Phase(Phase.Kind.JVM, Duration.ofMillis(41)),
                new Phase(Phase.Kind.CLASSES, Duration.ofMillis(160)),
                new Phase(Phase.Kind.HELLO, Duration.ZERO),
                new Phase(Phase.Kind.AGENT, Duration.ofMillis(97)));
        MeshEvent asked = event(0, 0, 1_000, MeshEvent.Kind.STARTED, "");
        MeshEvent ready = new MeshEvent(
                START.plusMillis(1_100), member(0), 100, MeshEvent.Kind.READY, Duration.ofMillis(100), "", steps);
        MeshEvent spawned = actors(1_200, MeshEvent.Kind.SPAWNED, new Phase(Phase.Kind.SPAWN, Duration.ofMillis(12)));
        MeshEvent answered =
                actors(1_300, MeshEvent.Kind.ANSWERED, new Phase(Phase.Kind.FIRST_CALL, Duration.ofMillis(34)));

        Timeline timeline = Timeline.of(
                "my.CounterTest", List.of(), List.of(asked, ready, spawned, answered), List.of(), List.of());
        String page = TimelinePage.render(timeline);

        assertThat(timeline.lanes()).singleElement().satisfies(lane -> {
            assertThat(lane.start()).isEqualTo(START.plusMillis(800));
            assertThat(lane.phases()).isEqualTo(steps);
        });
        assertThat(page)
                .contains("<th>fork<th>JVM<th>classes<th>hello<th>agent<th>")
                .contains("<td>0.300 s<td>0.002 s<td>0.041 s<td>0.160 s<td>0.000 s<td>0.097 s<td>")
                .contains("class=\"step-classes\"", "starting", "pid 100: classes 160.0 ms")
                .contains("<tr><td>actors counter-1<td>0.200 s<td>spawn<td>0.012 s</tr>")
                .contains("<tr><td>actors counter-1<td>0.300 s<td>first call<td>0.034 s</tr>")
                .contains("1 processes");
    }

    private static MeshEvent actors(int afterMillis, MeshEvent.Kind kind, Phase phase) {
        Instant when = START.plusMillis(afterMillis);
        return new MeshEvent(when, "actors counter-1", 0, kind, Duration.ZERO, "", List.of(phase));
    }

    @Test
    void whatPeopleWroteIsTextInIt() {
        Timeline.Test test = new Timeline.Test("<b>&test", START, START.plusSeconds(1), "said \"<script>\"");
        Timeline timeline = Timeline.of("a<b", List.of(test), List.of(), List.of(), List.of());

        assertThat(TimelinePage.render(timeline))
                .contains("a&lt;b", "&lt;b&gt;&amp;test", "&lt;script&gt;")
                .doesNotContain("<script", "<b>");
    }

    /** Each proc starts and is ready; the first is killed and replaced. */
    static Timeline timeline(int procs) {
        List<MeshEvent> events = new ArrayList<>();
        for (int i = 0; i < procs; i++) {
            events.add(event(i, 0, i * 20, MeshEvent.Kind.STARTED, ""));
        }
        for (int i = 0; i < procs; i++) {
            events.add(event(i, 100 + i, 1_500 + i * 30, MeshEvent.Kind.READY, ""));
        }
        events.add(event(0, 100, 5_000, MeshEvent.Kind.ENDED, "killed by SIGKILL (9)"));
        events.add(event(0, 0, 5_100, MeshEvent.Kind.STARTED, ""));
        events.add(event(0, 999, 5_900, MeshEvent.Kind.READY, ""));
        MeshFailure failure = new MeshFailure(
                "p0",
                List.of(0),
                member(0) + " pid 100",
                "killed by SIGKILL (9)",
                null,
                START.plusSeconds(5),
                List.of());
        Timeline.Test test = new Timeline.Test("losesAProc", START.plusSeconds(2), START.plusSeconds(6), "rank 0 died");
        return Timeline.of("my.CounterTest", List.of(test), events, List.of(), List.of(failure));
    }

    private static MeshEvent event(int rank, long pid, int afterMillis, MeshEvent.Kind kind, String what) {
        return new MeshEvent(START.plusMillis(afterMillis), member(rank), pid, kind, Duration.ZERO, what);
    }

    private static String member(int rank) {
        return "proc p0_" + rank + " (hosts 0, procs " + rank + ")";
    }
}
