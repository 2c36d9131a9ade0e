package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** J-3 */
class TeardownTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void itGoesOnPastWhatFailsAndThrowsTheFirstWithTheOthersInIt() {
        IllegalStateException first = new IllegalStateException("first");
        AssertionError second = new AssertionError("second");
        List<Runnable> steps =
                List.of(() -> fail(first), () -> done.add("between"), () -> fail(second), () -> done.add("last"));

        assertThatThrownBy(() -> Teardown.inOrder(steps)).isSameAs(first).hasSuppressedException(second);
        assertThat(done).containsExactly("between", "last");
    }

    @Test
    void anInterruptThatCameBeforeIsNotSeenByTheStepsAndSetAgainAfterwards() {
        Thread.currentThread().interrupt();

        Teardown.inOrder(
                List.of(() -> done.add("interrupted=" + Thread.currentThread().isInterrupted())));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).containsExactly("interrupted=false");
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
