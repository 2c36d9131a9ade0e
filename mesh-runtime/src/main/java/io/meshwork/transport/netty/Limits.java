package io.meshwork.transport.netty;

import java.time.Duration;

/**
 * The bounds of a transport.
 *
 * @param frameBytes the largest envelope it sends or takes, as it travels
 * @param connectionBytes what a connection should keep unacknowledged at the most
 * @param delivery how long a peer may acknowledge nothing, or not be reached, while something waits
 * @param patience time a stranger gets to prove that it is none
 * @param flush time in which peers may acknowledge what is left when the transport is closed
 */
public record Limits(int frameBytes, long connectionBytes, Duration delivery, Duration patience, Duration flush) {

    /* Here, as limits are asked for before anything of Netty is loaded. */
    private static final Duration STANDARD_PATIENCE = Duration.ofSeconds(5);

    /** The standards of {@code mesh.connection-bytes} and {@code mesh.delivery-timeout}, and those that no key sets. */
    public static Limits of(int frameBytes) {
        return new Limits(frameBytes, 64L << 20, Duration.ofSeconds(20), STANDARD_PATIENCE, Duration.ofSeconds(1));
    }

    public Limits withConnectionBytes(long bytes) {
        return new Limits(frameBytes, bytes, delivery, patience, flush);
    }

    public Limits withDelivery(Duration timeout) {
        return new Limits(frameBytes, connectionBytes, timeout, patience, flush);
    }

    public Limits withPatience(Duration time) {
        return new Limits(frameBytes, connectionBytes, delivery, time, flush);
    }

    public Limits withFlush(Duration time) {
        return new Limits(frameBytes, connectionBytes, delivery, patience, time);
    }
}
