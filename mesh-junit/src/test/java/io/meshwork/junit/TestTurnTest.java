package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What keeps tests apart that share meshes, where JUnit does not (J-13). */
class TestTurnTest {

    private static final int LONGEST = 30; // seconds

    private final TestTurn turn = new TestTurn();

    @Test
    void anotherTestWaitsUntilTheOneThatHasTheMeshesIsOver() throws Exception {
        BlockingQueue<String> steps = new LinkedBlockingQueue<>();
        turn.enter("first");
        turn.enter("first"); // as often as it is asked for

        CompletableFuture<Void> second = CompletableFuture.runAsync(
                () -> {
                    steps.add("second waits");
                    turn.enter("second");
                    steps.add("second has them");
                    turn.leave("second");
                },
                task -> new Thread(task).start());
        assertThat(steps.poll(LONGEST, TimeUnit.SECONDS)).isEqualTo("second waits");
        turn.leave("second"); // not its turn to leave
        steps.add("first leaves");
        turn.leave("first");

        second.get(LONGEST, TimeUnit.SECONDS);
        assertThat(steps).containsExactly("first leaves", "second has them");
        turn.enter("third");
    }

    @Test
    void aTestThatBeginsWithinAnotherIsRefusedRatherThanHeldForEver() {
        turn.enter("outer");

        assertThatThrownBy(() -> turn.enter("inner"))
                .isInstanceOf(MeshException.class)
                .hasMessageContainingAll("scope = METHOD", "test=inner within=outer");
    }
}
