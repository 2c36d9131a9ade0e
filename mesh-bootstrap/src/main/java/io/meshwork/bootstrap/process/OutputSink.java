package io.meshwork.bootstrap.process;

/** Takes what a process prints, line by line. */
@FunctionalInterface
public interface OutputSink {

    /** Where a process printed a line. */
    enum Stream {
        STDOUT,
        STDERR
    }

    /**
     * Called in order for each stream, and for both streams at once: by two threads. The process blocks on a full pipe
     * while this is slow. What is thrown here is logged, and the next line comes all the same.
     *
     * @param text without its line end; at most 64 KiB, a longer line comes in pieces that say so
     */
    void line(long pid, Stream stream, String text);
}
