package io.meshwork.bootstrap.budget;

import io.meshwork.bootstrap.process.ProcessTable;
import org.jspecify.annotations.Nullable;

/**
 * Memory that the run of a test JVM has set aside, a line of the file that all runs of a user share.
 *
 * @param startTicks of the JVM, which tells it from a later one with its pid
 * @param number tells apart the claims of a JVM
 */
record Claim(long pid, long startTicks, long number, long bytes) {

    private static final ProcessTable TABLE = new ProcessTable();

    /** Null if it is none: from another version, or cut off. */
    static @Nullable Claim parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            return words.length == 4
                    ? new Claim(
                            Long.parseLong(words[0]),
                            Long.parseLong(words[1]),
                            Long.parseLong(words[2]),
                            Long.parseLong(words[3]))
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    String line() {
        return pid + " " + startTicks + " " + number + " " + bytes;
    }

    /** BU-2: the claim of a JVM that is gone is none. */
    boolean holds() {
        return TABLE.isAlive(pid, startTicks);
    }

    /* The generated ones are slow at their first use, which a test JVM waits for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Claim that
                && pid == that.pid
                && startTicks == that.startTicks
                && number == that.number
                && bytes == that.bytes;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(pid) + Long.hashCode(startTicks)) + Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "pid " + pid + ": " + Memory.text(bytes);
    }
}
