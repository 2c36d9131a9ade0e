package io.meshwork.benchmarks.floor;

/** What a frame says, and how long it is in all. */
public final class Word {

    /** A child is up. */
    public static final byte HELLO = 'h';
    /** The proc behind a host is up. */
    public static final byte PROC_HELLO = 'p';

    public static final byte ASK = 'a';
    public static final byte ANSWER = 'r';
    /** The child ends, with exit code 0. */
    public static final byte QUIT = 'q';

    public static final int LENGTH_BYTES = 4;
    public static final int FRAME_BYTES = LENGTH_BYTES + 1;

    private Word() {}
}
