package io.meshwork.gateway;

import io.meshwork.wire.Envelope;
import java.util.Map;

/**
 * Envelopes that passed between a process and others since it began, by what they are. A snapshot; what passes meanwhile may
 * be counted or not.
 *
 * @param sent to other processes, or passed on to them; those too that came back
 * @param received from other processes, for actors and ports of this one
 */
public record Statistics(Map<Envelope.Kind, Long> sent, Map<Envelope.Kind, Long> received) {
    public Statistics {
        sent = Map.copyOf(sent);
        received = Map.copyOf(received);
    }

    public long sent(Envelope.Kind kind) {
        return sent.getOrDefault(kind, 0L);
    }

    public long received(Envelope.Kind kind) {
        return received.getOrDefault(kind, 0L);
    }
}
