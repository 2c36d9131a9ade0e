package it;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;

/** Works in the proc, and says what it does. */
public final class Clerk implements Actor {

    public record Price(int amount) implements Request<Clerk, Integer> {}

    @Handler
    int price(Price price) {
        System.out.println("clerk prices " + price.amount());
        return Pricing.inTheProc(price.amount());
    }
}
