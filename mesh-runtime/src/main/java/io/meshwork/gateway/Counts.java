package io.meshwork.gateway;

import io.meshwork.id.Address;
import io.meshwork.wire.Envelope;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts envelopes. For any thread. */
final class Counts {

    private static final Envelope.Kind[] KINDS = Envelope.Kind.values();

    private final LongAdder[] sent = adders();
    private final LongAdder[] received = adders();

    private static LongAdder[] adders() {
        LongAdder[] adders = new LongAdder[KINDS.length];
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    void left(Envelope envelope) {
        sent[envelope.kind().ordinal()].increment();
    }

    /** Not what an actor of the process itself sent. */
    void arrived(Envelope envelope, Address self) {
        if (!envelope.from().proc().address().equals(self)) {
            received[envelope.kind().ordinal()].increment();
        }
    }

    Statistics statistics() {
        return new Statistics(snapshot(sent), snapshot(received));
    }

    private static Map<Envelope.Kind, Long> snapshot(LongAdder[] adders) {
        Map<Envelope.Kind, Long> counts = new EnumMap<>(Envelope.Kind.class);
        for (Envelope.Kind kind : KINDS) {
            counts.put(kind, adders[kind.ordinal()].sum());
        }
        return counts;
    }
}
