package io.meshwork.bootstrap.process;

import java.util.List;
import java.util.Optional;

/** Signals as Linux numbers and names them. */
public final class Signals {

    public static final int KILL = 9;
    public static final int TERM = 15;
    public static final int CONT = 18;
    public static final int STOP = 19;

    private static final int LAST = 64;
    private static final List<String> NAMES = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM",
            "PROF", "WINCH", "IO", "PWR", "SYS");

    /*
     * /proc/<pid>/stat is "pid (name) state ppid …", where the name may hold anything; after the three arguments and
     * the two skipped fields the start is positional parameter 23. Checked and sent by builtins of one shell, so that
     * next to no time lies between.
     */
    private static final String SEND_IF_SAME = "read -r stat < /proc/$1/stat || exit 1; "
            + "set -- \"$1\" \"$2\" \"$3\" ${stat##*) }; "
            + "[ \"${23}\" = \"$3\" ] && kill -\"$2\" \"$1\"";

    private Signals() {}

    /** {@code SIGKILL}, or {@code signal 34} for those without a name. */
    public static String name(int signal) {
        return signal > 0 && signal < NAMES.size() ? "SIG" + NAMES.get(signal) : "signal " + signal;
    }

    /**
     * Sends a signal to the process of that pid if it is still the one that started then (P-3).
     *
     * @param startTicks as in {@link ProcessInfo#startTicks()}
     * @return whether it was sent; false if that process is dead, or isn't ours to signal
     */
    static boolean send(long pid, long startTicks, int signal) {
        if (signal < 1 || signal > LAST) {
            throw new IllegalArgumentException("no such signal: accepted=1..64 got: " + signal);
        }
        if (pid == ProcessHandle.current().pid()) {
            throw new IllegalArgumentException("a signal to this very process: pid=" + pid + " signal=" + signal);
        }
        /* The handle first: it remembers a start of its own, which the JDK compares when it sends. */
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !new ProcessTable().isAlive(pid, startTicks)) {
            return false;
        }
        return switch (signal) {
            case TERM -> handle.get().destroy();
            case KILL -> handle.get().destroyForcibly();
            default -> sendByShell(pid, startTicks, signal);
        };
    }

    /** As {@link #send}, of any signal. */
    static boolean sendByShell(long pid, long startTicks, int signal) {
        List<String> argv = List.of(
                "/bin/sh",
                "-c",
                SEND_IF_SAME,
                "send-signal",
                Long.toString(pid),
                Integer.toString(signal),
                Long.toString(startTicks));
        ChildProcess shell = ChildProcess.start(ChildCommand.of(argv), (from, stream, text) -> {});
        return shell.exit().join().equals(new ExitStatus.Exited(0));
    }
}
