package io.meshwork.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshwork.bootstrap.allocator.Reserve;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs sample classes through JUnit's TestKit, and says what came of it. */
final class Samples {

    /** For samples that hold something up: what waits for it is not to wait long. */
    static final Map<String, String> IMPATIENT = Map.of("mesh.grace", "300ms", "mesh.actor-stop-timeout", "200ms");

    private Samples() {}

    static EngineExecutionResults run(Class<?>... samples) {
        return run(Map.of(), samples);
    }

    static EngineExecutionResults run(Map<String, String> parameters, Class<?>... samples) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").configurationParameters(parameters);
        for (Class<?> sample : samples) {
            kit.selectors(selectClass(sample));
        }
        try {
            return kit.execute();
        } finally {
            Reserve.ofThisJvm().end(); // as the end of a session does, which a kit has none of
        }
    }

    /** What the samples reported under that key, in order. */
    static List<String> reported(EngineExecutionResults results, String key) {
        List<String> values = new ArrayList<>();
        results.allEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .forEach(entry ->
                        Optional.ofNullable(entry.getKeyValuePairs().get(key)).ifPresent(values::add));
        return values;
    }

    /** What failed, tests or classes; with causes and all that was suppressed. */
    static List<String> failures(Events events) {
        return events.finished().stream()
                .flatMap(Samples::failure)
                .map(Samples::text)
                .toList();
    }

    private static Stream<Throwable> failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream();
    }

    private static String text(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (Throwable suppressed : failure.getSuppressed()) {
            text.append("\nsuppressed: ").append(text(suppressed));
        }
        if (failure.getCause() != null) {
            text.append("\ncaused by: ").append(text(failure.getCause()));
        }
        return text.toString();
    }
}
