package io.meshwork.conformance.processes;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.ProcessStartException;
import io.meshwork.bootstrap.process.Signals;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A command that was run to its end. */
record Ran(ExitStatus exit, List<String> lines) {

    private static final long PATIENCE_SECONDS = 120;

    static Ran of(List<String> argv) throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        ChildProcess process = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> lines.add(text));
        try {
            ExitStatus exit = process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Ran(exit, List.copyOf(lines));
        } finally {
            process.signal(Signals.KILL);
            process.exit().join();
            process.closeStdin();
        }
    }

    /** Whether there is such a program and it ends with 0. */
    static boolean succeeds(List<String> argv) throws Exception {
        try {
            return of(argv).exit().equals(new ExitStatus.Exited(0));
        } catch (ProcessStartException e) {
            return false;
        }
    }
}
