package io.meshwork.junit.assertions;

import io.meshwork.ActorMesh;
import io.meshwork.actor.ActorStatus;
import io.meshwork.value.ValueMesh;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What can be said of actors, as the agents of their procs know them. What fails prints the tree of their hosts. */
public final class ActorMeshAssert extends AbstractAssert<ActorMeshAssert, @Nullable ActorMesh<?>> {

    ActorMeshAssert(@Nullable ActorMesh<?> actual) {
        super(actual, ActorMeshAssert.class);
    }

    public ActorMeshAssert allRunning() {
        return all(ActorStatus.Running.class, "run");
    }

    public ActorMeshAssert allStopped() {
        return all(ActorStatus.Stopped.class, "have stopped");
    }

    public ActorMeshAssert isRunning(int rank) {
        return is(rank, ActorStatus.Running.class, "run");
    }

    public ActorMeshAssert hasFailed(int rank) {
        return is(rank, ActorStatus.Failed.class, "have failed");
    }

    /** @param text of the message of what it threw, or a part of that */
    public ActorMeshAssert hasFailed(int rank, String text) {
        hasFailed(rank);
        if (status().get(rank) instanceof ActorStatus.Failed failed
                && !failed.message().contains(text)) {
            failWithMessage(
                    "Expected actor rank %s to have failed with <%s>, but it failed with: %s%n%s",
                    rank, text, failed.message(), tree());
        }
        return this;
    }

    private ActorMeshAssert all(Class<? extends ActorStatus> state, String expected) {
        List<Integer> others = Ranks.not(status(), state);
        if (!others.isEmpty()) {
            failWithMessage("Expected all actors to %s, but these do not: ranks=%s%n%s", expected, others, tree());
        }
        return this;
    }

    private ActorMeshAssert is(int rank, Class<? extends ActorStatus> state, String expected) {
        ActorStatus now = status().get(rank);
        if (!state.isInstance(now)) {
            failWithMessage("Expected actor rank %s to %s, but it is: %s%n%s", rank, expected, now, tree());
        }
        return this;
    }

    private ValueMesh<ActorStatus> status() {
        return actors().status(Ranks.BOUND);
    }

    private Object tree() {
        return actors().tree();
    }

    private ActorMesh<?> actors() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }
}
