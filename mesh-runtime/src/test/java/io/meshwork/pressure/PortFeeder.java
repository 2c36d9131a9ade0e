package io.meshwork.pressure;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;
import io.meshwork.mailbox.PortRef;
import io.meshwork.wire.Undeliverable;

/** Sends numbers to a port. */
public final class PortFeeder implements Actor {

    public record Feed(PortRef<Integer> port, int count) implements Request<PortFeeder, Integer> {}

    @Handler
    int feed(Feed order) {
        for (int number = 0; number < order.count(); number++) {
            order.port().send(number);
        }
        return order.count();
    }

    @Override
    public void undeliverable(Undeliverable returned, ActorContext cx) {}
}
