package io.meshwork.bootstrap.output;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.OutputSink;
import io.meshwork.bootstrap.process.ProcessStartException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where what children print goes. */
public sealed interface Outlet permits OutputDirectory, Outlet.Sink {

    /** Line by line, through pipes that this process reads. */
    static Outlet to(OutputSink sink) {
        return new Sink(sink);
    }

    /**
     * Starts a child whose output goes there.
     *
     * @param name a short name of it, which may be a file's
     * @param place its place among others, for people: {@code (hosts 1, procs 0)}; may be empty
     * @param tailLines how many of its last lines {@link ChildProcess#tail()} gives
     * @throws ProcessStartException if it can't be started
     */
    ChildProcess start(ChildCommand command, String name, String place, int tailLines);

    /**
     * What a child that was started elsewhere has printed, and prints from now on, goes there.
     *
     * @param name as of one that is started
     * @param place as of one that is started
     * @throws ProcessStartException if that can't be
     */
    void takeOver(ChildProcess child, String name, String place);

    /** Where the children of a child are to write, too; null if it has to read what they print. */
    @Nullable
    Path handedDown();

    /** @param sink called as it says */
    record Sink(OutputSink sink) implements Outlet {
        @Override
        public ChildProcess start(ChildCommand command, String name, String place, int tailLines) {
            return ChildProcess.start(command, sink, tailLines);
        }

        /* Who started it reads its pipes, for the same sink. */
        @Override
        public void takeOver(ChildProcess child, String name, String place) {}

        @Override
        public @Nullable Path handedDown() {
            return null;
        }
    }
}
