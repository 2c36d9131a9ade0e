package io.meshwork.bootstrap.output;

/** How much may be shown: so many bytes after a silence, and so many more each second. Not safe for threads. */
final class Allowance {

    private final long most;
    private final long bytesPerSecond;
    private long bytes;
    private long asOfNanos;

    Allowance(long most, long bytesPerSecond, long nowNanos) {
        this.most = most;
        this.bytesPerSecond = bytesPerSecond;
        bytes = most;
        asOfNanos = nowNanos;
    }

    /** @return how many of those wanted there are; they are gone then */
    long take(long wanted, long nowNanos) {
        double seconds = (nowNanos - asOfNanos) / 1e9;
        asOfNanos = nowNanos;
        bytes = (long) Math.min(most, bytes + seconds * bytesPerSecond);
        long taken = Math.min(wanted, bytes);
        bytes -= taken;
        return taken;
    }
}
