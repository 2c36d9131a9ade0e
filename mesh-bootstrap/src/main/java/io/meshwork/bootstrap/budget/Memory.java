package io.meshwork.bootstrap.budget;

/** An amount of memory, for people. */
final class Memory {

    static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private Memory() {}

    /** In whole MiB, or from 10 GiB on in GiB; rounded up. */
    static String text(long bytes) {
        return bytes >= 10 * GIB ? (bytes + GIB - 1) / GIB + "GiB" : (bytes + MIB - 1) / MIB + "MiB";
    }
}
