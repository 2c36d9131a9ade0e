package io.meshwork.bootstrap.output;

/** How much may be shown: so many bytes at once, and as many again each second. Not safe for threads. */
final class Allowance {

    private final long bytesPerSecond;
    private long bytes;
    private long asOfNanos;

    Allowance(long bytesPerSecond, long nowNanos) {
        this.bytesPerSecond = bytesPerSecond;
        bytes = bytesPerSecond;
        asOfNanos = nowNanos;
    }

    /** @return how many of those wanted there are; they are gone then */
    long take(long wanted, long nowNanos) {
        double seconds = (nowNanos - asOfNanos) / 1e9;
        asOfNanos = nowNanos;
        bytes = (long) Math.min(bytesPerSecond, bytes + seconds * bytesPerSecond);
        long taken = Math.min(wanted, bytes);
        bytes -= taken;
        return taken;
    }
}
