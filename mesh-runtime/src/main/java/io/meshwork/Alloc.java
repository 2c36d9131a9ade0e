package io.meshwork;

import io.meshwork.failure.MeshException;
import io.meshwork.host.Leftover;
import io.meshwork.host.ProcEnd;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.StartPhases;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.wire.Sender;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An allocation: a stream of events of the processes that were asked for. Per rank, {@code Created} comes before {@code
 * Running} before {@code Stopped} (AL-1). A process that ends is not replaced, unless that is asked for (AL-2).
 *
 * <p>One thread pulls events at a time; all else may be called from any thread.
 */
public interface Alloc extends AutoCloseable {

    AllocSpec spec();

    /** Fresh per allocation; the names of its procs begin with it. */
    String name();

    /**
     * The next event, waiting for it. Pulling is what starts the processes.
     *
     * @return empty when all processes have ended and none will be started
     */
    Optional<Event> next();

    /**
     * Returns when there is room for the processes, and for the procs that {@link AllocSpec#procs()} says; what is pulled
     * waits for it too. A second call does nothing.
     *
     * @throws AllocationException if there is none, with the sum
     */
    default void awaitRoom() {}

    /**
     * Returns when there is room for procs that are to be spawned on the allocated hosts. What was set aside with the
     * hosts comes first.
     *
     * @param extent one proc per rank
     * @param isGivenUp whether nobody waits for them any more
     * @return to be closed when the procs are gone
     * @throws AllocationException if there is none, with the sum
     */
    default Room room(Extent extent, ProcOptions options, BooleanSupplier isGivenUp) {
        return () -> {};
    }

    /** What is set aside for processes, until it is closed. */
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /** Where envelopes go that the allocated processes send and that are not for the allocation. To be set first. */
    void connect(Sender upstream);

    /**
     * Sends a signal to the process of a rank. Completes when it has taken effect, as {@link
     * io.meshwork.host.ProcManager#signal} does; {@code false} if that process doesn't live.
     */
    CompletableFuture<Boolean> signal(int rank, int signal);

    /**
     * Starts another process in the place of one that has ended, with the same options; returns at once. The events of that
     * rank come again, from {@code Created} on; one that ends before it runs is {@code Stopped}.
     *
     * @throws MeshException if this allocation is stopped, or can't do that
     */
    default void replace(int rank) {
        throw new MeshException("this allocation can't replace processes that have ended: alloc=" + name());
    }

    /** Begins to end all processes. A second call does nothing. */
    void stop();

    /** Ends all processes and returns when they are gone, and with them what else carries the allocation's mark. */
    void stopAndWait();

    /**
     * What the processes left behind, as {@link #stopAndWait()} found it: what carried the allocation's mark and had not
     * ended with them. It was ended, unless the sweep is off.
     */
    List<Leftover> leftovers();

    /** What was started, and what of it lives now. Asked of the operating system at each call. */
    LeakReport leaks();

    /** The same as {@link #stopAndWait()}. */
    @Override
    default void close() {
        stopAndWait();
    }

    /** Something happened to a process, or to the allocation. */
    sealed interface Event {

        record Created(int rank, Point point, long pid) implements Event {}

        /**
         * The process runs a proc with an agent.
         *
         * @param link where control envelopes for that process go
         * @param start what the steps of its start took; null if that is not known
         */
        record Running(
                int rank,
                ProcId proc,
                long pid,
                Sender link,
                @Nullable StartPhases start) implements Event {

            /** Of one whose start is not known. */
            public Running(int rank, ProcId proc, long pid, Sender link) {
                this(rank, proc, pid, link, null);
            }
        }

        /**
         * @param end how the process ended
         * @param commandLine for people; empty if no command line has started it
         */
        record Stopped(int rank, ProcEnd end, String commandLine) implements Event {

            /** Of one without a command line. */
            public Stopped(int rank, ProcEnd end) {
                this(rank, end, "");
            }

            public long pid() {
                return end.pid();
            }

            public ProcStatus status() {
                return end.status();
            }
        }

        /** The allocation can't be had; nothing more is started. For people: command line, cause, last lines. */
        record Failed(String description) implements Event {}
    }
}
