package io.meshwork;

import io.meshwork.host.ProcState;
import io.meshwork.proc.ProcStatus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner of a proc mesh has heard of its procs, by rank, and of whose end it was told. For any thread. */
final class ProcStates {

    private final @Nullable ProcState[] states; // guarded by this
    private final BitSet told = new BitSet(); // guarded by this
    private final BitSet replacing = new BitSet(); // guarded by this
    private boolean up; // guarded by this

    ProcStates(int procs) {
        states = new ProcState[procs];
    }

    synchronized @Nullable ProcState of(int rank) {
        return states[rank];
    }

    synchronized boolean hasEnded(int rank) {
        ProcState known = states[rank];
        return known != null && known.status().isTerminal();
    }

    /** @return whether this is news: the first terminal state stays */
    synchronized boolean record(ProcState state, ProcStatus status) {
        ProcState known = states[state.rank()];
        if (known != null && known.status().isTerminal()) {
            return false;
        }
        states[state.rank()] = new ProcState(
                state.name(), state.rank(), state.id(), state.pid(), state.command(), status, state.start());
        return true;
    }

    /**
     * The mesh came up: from now on its owner is told of the ends of procs. Before, they are the spawn's to tell (M-2).
     *
     * @return those that have ended by now, whom nobody was told of
     */
    synchronized List<ProcState> up() {
        up = true;
        List<ProcState> ended = new ArrayList<>();
        for (ProcState state : states) {
            if (state != null && state.status().isTerminal()) {
                ended.add(state);
            }
        }
        return ended;
    }

    /** A new proc is to come in the place of one that has ended; whether it does is for who started it to tell. */
    synchronized void replace(int rank) {
        states[rank] = null;
        told.clear(rank);
        replacing.set(rank);
    }

    /** @return whether it has ended by now, whom nobody was told of */
    synchronized boolean replaced(int rank) {
        replacing.clear(rank);
        return hasEnded(rank);
    }

    /** @return whether the owner is to be told of that rank's end now: once, and only of one that came up (SV-3) */
    synchronized boolean tell(int rank) {
        if (!up || replacing.get(rank) || told.get(rank)) {
            return false;
        }
        told.set(rank);
        return true;
    }
}
