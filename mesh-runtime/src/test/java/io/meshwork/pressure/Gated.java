package io.meshwork.pressure;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.wire.Undeliverable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An actor that stands in its handler until it gets a key, and notes what it handles after that. */
public final class Gated implements Actor {

    /** Sends the key to the gate, then stands until the key is used. */
    public record Close(PortRef<Shut> gate) implements Message<Gated> {}

    public record Shut(PortRef<String> key) {}

    public record Note(int number) implements Message<Gated> {}

    /** Takes its time, in its handler. */
    public record Dawdle(long millis) implements Message<Gated> {}

    public record Fail() implements Message<Gated> {}

    public record Noted() implements Request<Gated, List<Integer>> {}

    /** Sends so many notes to the other one, from its handler. */
    public record Feed(ActorRef<Gated> other, int count) implements Request<Gated, Integer> {}

    /** Sends so many notes to itself, from its handler. */
    public record FeedYourself(int count) implements Request<Gated, Integer> {}

    public record Back() implements Request<Gated, Integer> {}

    private final List<Integer> noted = new ArrayList<>();
    private int back;

    @Handler
    void close(Close close, ActorContext cx) {
        try (Port<String> key = cx.openPort(String.class)) {
            close.gate().send(new Shut(key.ref()));
            key.receive();
        }
    }

    @Handler
    void note(Note note) {
        noted.add(note.number());
    }

    @Handler
    void dawdle(Dawdle dawdle) {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(dawdle.millis());
        for (long left = dawdle.millis(); left > 0; left = (endNanos - System.nanoTime()) / 1_000_000) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
        }
    }

    @Handler
    void fail(Fail order) {
        throw new IllegalStateException("as asked");
    }

    @Handler
    List<Integer> noted(Noted ask) {
        return List.copyOf(noted);
    }

    @Handler
    int feed(Feed order) {
        for (int number = 0; number < order.count(); number++) {
            order.other().send(new Note(number));
        }
        return order.count();
    }

    @Handler
    @SuppressWarnings("unchecked") // it is one of these
    int feedYourself(FeedYourself order, ActorContext cx) {
        return feed(new Feed((ActorRef<Gated>) cx.self(), order.count()));
    }

    @Handler
    int back(Back ask) {
        return back;
    }

    @Override
    public void undeliverable(Undeliverable returned, ActorContext cx) {
        back++;
    }
}
