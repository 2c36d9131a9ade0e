package io.meshwork.transport.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names a session in its run.
 *
 * @param incarnation of the transport that dialled
 * @param number of the session there
 */
public record SessionId(long incarnation, long number) {

    /* Spreads the bits of a number over all others: the finalizer of splitmix64 (Steele, Lea, Flood 2014). */
    private static final long SPREAD_1 = 0xBF58476D1CE4E5B9L;
    private static final long SPREAD_2 = 0x94D049BB133111EBL;

    /**
     * A number for one life of a transport, which no other one of its run has: neither one of another process nor the one
     * that was at the same address before. Not 0. To be told apart it must be, not kept secret: those who see it have
     * proved themselves.
     */
    public static long freshIncarnation() {
        long pid = ownPid();
        long mixed = spread(pid << 32 ^ System.nanoTime()) ^ spread(System.currentTimeMillis());
        long fresh = mixed ^ ThreadLocalRandom.current().nextLong();
        return fresh == 0 ? 1 : fresh;
    }

    /* By proc(5): the JDK's own way brings up what waits for children. */
    private static long ownPid() {
        try {
            return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
        } catch (IOException | RuntimeException e) {
            return ProcessHandle.current().pid();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId that && incarnation == that.incarnation && number == that.number;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(incarnation) + Long.hashCode(number);
    }

    private static long spread(long value) {
        long z = (value ^ value >>> 30) * SPREAD_1;
        z = (z ^ z >>> 27) * SPREAD_2;
        return z ^ z >>> 31;
    }
}
