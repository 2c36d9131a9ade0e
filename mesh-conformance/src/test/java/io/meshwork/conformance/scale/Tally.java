package io.meshwork.conformance.scale;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import java.util.concurrent.atomic.LongAdder;

/** Counts what reaches it. In-process, so a static that all share is at hand and costs next to nothing. */
final class Tally implements Actor {

    record One() implements Message<Tally> {}

    static final LongAdder HANDLED = new LongAdder();

    @Handler
    void one(One message) {
        HANDLED.increment();
    }
}
