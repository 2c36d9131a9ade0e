package io.meshwork.benchmarks.ours;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;

/** Answers what it is asked. */
public final class Echo implements Actor {

    /** @param number comes back */
    public record Say(long number) implements Request<Echo, Long> {}

    @Handler
    long say(Say ask) {
        return ask.number();
    }
}
