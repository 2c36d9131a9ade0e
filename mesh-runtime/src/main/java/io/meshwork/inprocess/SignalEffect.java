package io.meshwork.inprocess;

/** What a signal does to a child JVM of the harness, and so to a process that stands for one. */
enum SignalEffect {
    ENDS,
    SUSPENDS,
    RESUMES,
    NONE;

    /** @param signal as in {@code kill(1)} on Linux */
    static SignalEffect of(int signal) {
        return switch (signal) {
            case 19, 20, 21, 22 -> SUSPENDS; // STOP, and those of terminals
            case 18 -> RESUMES;
            case 1, 2 -> NONE; // children leave HUP and INT to their lease
            case 3, 12, 13, 25 -> NONE; // the JVM's own: QUIT, USR2, PIPE, XFSZ
            case 17, 23, 28 -> NONE; // ignored by default: CHLD, URG, WINCH
            default -> ENDS;
        };
    }

    /** The one a process is seen to have ended by: a JVM aborts when it gets a signal that means a fault. */
    static int seen(int signal) {
        return switch (signal) {
            case 4, 7, 8, 11 -> 6;
            default -> signal;
        };
    }
}
