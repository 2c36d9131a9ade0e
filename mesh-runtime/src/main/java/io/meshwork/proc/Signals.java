package io.meshwork.proc;

/** The numbers and names of signals, as Linux has them, and what an exit code may be. */
public final class Signals {

    public static final int KILL = 9;
    public static final int TERM = 15;
    public static final int CONT = 18;
    public static final int STOP = 19;

    private Signals() {}

    /** @throws IllegalArgumentException unless it is 1 to 64 */
    public static void require(int signal) {
        if (signal < 1 || signal > 64) {
            throw new IllegalArgumentException("not a signal: accepted are 1 to 64, got: " + signal);
        }
    }

    /** @throws IllegalArgumentException unless it is 0 to 255 */
    public static void requireExitCode(int code) {
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("not an exit code: accepted are 0 to 255, got: " + code);
        }
    }

    /** For people: {@code SIGKILL (9)}. */
    public static String name(int signal) {
        String name = switch (signal) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 3 -> "SIGQUIT";
            case 4 -> "SIGILL";
            case 6 -> "SIGABRT";
            case 7 -> "SIGBUS";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 10 -> "SIGUSR1";
            case 12 -> "SIGUSR2";
            case 18 -> "SIGCONT";
            case 19 -> "SIGSTOP";
            case 11 -> "SIGSEGV";
            case 13 -> "SIGPIPE";
            case 14 -> "SIGALRM";
            case 15 -> "SIGTERM";
            default -> "signal";
        };
        return name + " (" + signal + ")";
    }
}
