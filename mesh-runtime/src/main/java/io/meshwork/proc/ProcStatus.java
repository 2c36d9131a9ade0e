package io.meshwork.proc;

import java.util.List;

/**
 * Where a proc is in its life: {@code Starting → Running → Ready → Stopping → Stopped | Killed | Failed}. It moves
 * forward only; the first terminal state is the last.
 */
public sealed interface ProcStatus {

    /** Asked for; its process may not exist yet. */
    record Starting() implements ProcStatus {}

    /** Its process runs. */
    record Running(long pid) implements ProcStatus {}

    /** Its agent is bound and served. */
    record Ready(long pid) implements ProcStatus {}

    record Stopping(long pid) implements ProcStatus {}

    /**
     * @param stderrTail its last lines
     * @param likely what is likely behind it, for people; empty if nothing is known
     */
    record Stopped(int exitCode, List<String> stderrTail, String likely) implements ProcStatus {
        public Stopped {
            stderrTail = List.copyOf(stderrTail);
        }

        public Stopped(int exitCode, List<String> stderrTail) {
            this(exitCode, stderrTail, "");
        }
    }

    /**
     * @param signal as in {@code kill(1)}; read from exit code 128 + signal, as the JDK reports it on Linux
     * @param stderrTail its last lines
     * @param likely what is likely behind it, for people: who sent it, or why the JVM crashed; empty if nothing is known
     */
    record Killed(int signal, List<String> stderrTail, String likely) implements ProcStatus {
        public Killed {
            stderrTail = List.copyOf(stderrTail);
        }

        public Killed(int signal, List<String> stderrTail) {
            this(signal, stderrTail, "");
        }
    }

    /** It could not be started, or what became of it is not known. */
    record Failed(String reason) implements ProcStatus {}

    default boolean isTerminal() {
        return this instanceof Stopped || this instanceof Killed || this instanceof Failed;
    }

    /** One line for people, without the tail: {@code killed by SIGKILL (9): sent by …}. */
    default String describe() {
        if (this instanceof Stopped stopped) {
            return "stopped with exit code " + stopped.exitCode() + likely(stopped.likely());
        }
        if (this instanceof Killed killed) {
            return "killed by " + Signals.name(killed.signal()) + likely(killed.likely());
        }
        return this instanceof Failed failed ? failed.reason() : getClass().getSimpleName();
    }

    private static String likely(String cause) {
        return cause.isEmpty() ? "" : ": " + cause;
    }

    /** The last lines it wrote; empty while it lives. */
    default List<String> tail() {
        if (this instanceof Stopped stopped) {
            return stopped.stderrTail();
        }
        return this instanceof Killed killed ? killed.stderrTail() : List.of();
    }
}
