package io.meshwork.samples;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;

/** State in a far process: one message at a time, so the field needs no lock. */
// tag::counter[]
public final class Counter implements Actor {

    public record Add(long amount) implements Message<Counter> {}

    public record Total() implements Request<Counter, Long> {}

    private long total;

    @Handler
    void add(Add add) {
        total += add.amount();
    }

    @Handler
    long total(Total ask) {
        return total;
    }
}
// end::counter[]
