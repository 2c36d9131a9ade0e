package io.meshwork.benchmarks.ours;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Test classes with the real fixture, by JUnit's launcher: {@code begin} when the first class begins, {@code
 * both-answered} in its test, {@code closed} when it is over; {@code next} and {@code next-answered} of a second class.
 */
public final class FixtureStart {

    private FixtureStart() {}

    /** @param arguments {@code one} or {@code two} classes */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$ClassName")
                .selectors(selectClass(FirstTest.class));
        boolean two = arguments[0].equals("two");
        if (two) {
            request.selectors(selectClass(NextTest.class));
        }
        run(request.build(), two);
        Tape.print();
    }

    private static void run(LauncherDiscoveryRequest request, boolean hasNext) {
        Marking marking = new Marking(hasNext);
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request, marking);
        }
        Throwable thrown = marking.thrown;
        if (thrown != null) {
            throw new IllegalStateException("a test of the benchmarks failed", thrown);
        }
    }

    private static final class Marking implements TestExecutionListener {

        private final boolean hasNext;
        private @Nullable Throwable thrown;

        Marking(boolean hasNext) {
            this.hasNext = hasNext;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            if (test.getSource().orElse(null) instanceof ClassSource source) {
                Tape.mark(source.getClassName().endsWith("FirstTest") ? "begin" : "next");
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            thrown = result.getThrowable().orElse(thrown);
            if (test.getSource().orElse(null) instanceof ClassSource source
                    && source.getClassName().endsWith("FirstTest")) {
                Tape.mark("closed");
                awaitStandbys();
            }
        }

        private void awaitStandbys() {
            try {
                if (hasNext) {
                    Quiet.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
