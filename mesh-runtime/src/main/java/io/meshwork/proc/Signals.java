package io.meshwork.proc;

/** The names of signals, as Linux numbers them. */
public final class Signals {

    public static final int KILL = 9;
    public static final int TERM = 15;

    private Signals() {}

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
            case 11 -> "SIGSEGV";
            case 13 -> "SIGPIPE";
            case 14 -> "SIGALRM";
            case 15 -> "SIGTERM";
            default -> "signal";
        };
        return name + " (" + signal + ")";
    }
}
