package io.meshwork.junit.assertions;

import io.meshwork.ProcMesh;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import io.meshwork.value.ValueMesh;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What can be said of procs, as their hosts know them. What fails prints the tree of their hosts. */
public final class ProcMeshAssert extends AbstractAssert<ProcMeshAssert, @Nullable ProcMesh> {

    ProcMeshAssert(@Nullable ProcMesh actual) {
        super(actual, ProcMeshAssert.class);
    }

    /** All of them can be used. */
    public ProcMeshAssert allReady() {
        List<Integer> others = Ranks.not(status(), ProcStatus.Ready.class);
        if (!others.isEmpty()) {
            failWithMessage("Expected all procs to be ready, but these are not: ranks=%s%n%s", others, tree());
        }
        return this;
    }

    public ProcMeshAssert isReady(int rank) {
        return is(rank, status().get(rank) instanceof ProcStatus.Ready, "be ready");
    }

    /** @param signal as in {@code kill(1)} */
    public ProcMeshAssert isKilledBy(int rank, int signal) {
        Signals.require(signal);
        boolean killed = status().get(rank) instanceof ProcStatus.Killed ended && ended.signal() == signal;
        return is(rank, killed, "have been killed by " + Signals.name(signal));
    }

    public ProcMeshAssert hasExited(int rank, int code) {
        Signals.requireExitCode(code);
        boolean exited = status().get(rank) instanceof ProcStatus.Stopped ended && ended.exitCode() == code;
        return is(rank, exited, "have exited with code " + code);
    }

    private ProcMeshAssert is(int rank, boolean so, String expected) {
        if (!so) {
            failWithMessage(
                    "Expected proc rank %s to %s, but it is: %s%n%s",
                    rank, expected, status().get(rank).describe(), tree());
        }
        return this;
    }

    private ValueMesh<ProcStatus> status() {
        return procs().status(Ranks.BOUND);
    }

    private Object tree() {
        return procs().tree();
    }

    private ProcMesh procs() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }
}
