package io.meshwork.conformance.messages;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.wire.Undeliverable;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Takes its time for each note, and feeds others without taking any. */
final class Slow implements Actor {

    private static final long PER_NOTE_NANOS = 20_000;
    /* For one that has waited so long no more time is taken: else what waits in the end would keep this actor for minutes where
     * a crowded machine lets it sleep for milliseconds. */
    private static final long PATIENCE_MILLIS = 2_000;

    /**
     * @param number of the sender, rising
     * @param sentMillis when, by the clock of the machine
     */
    record Note(String sender, int number, long sentMillis, byte[] ballast) implements Message<Slow> {
        Note(String sender, int number) {
            this(sender, number, System.currentTimeMillis(), new byte[64]);
        }
    }

    /** What was handled, and whether each sender's numbers rose. */
    record Tally(TreeMap<String, Integer> handled, boolean inOrder) {
        int of(String sender) {
            return handled.getOrDefault(sender, 0);
        }
    }

    record GetTally() implements Request<Slow, Tally> {}

    /** Answered at once, by whom nobody feeds. */
    record Ask(int number) implements Request<Slow, Integer> {}

    /** Sends notes from a number on, from its handler. */
    record Feed(ActorRef<Slow> to, int first, int count) implements Request<Slow, Void> {}

    /** How many came back. */
    record GetReturned() implements Request<Slow, Integer> {}

    private final TreeMap<String, Integer> handled = new TreeMap<>();
    private final TreeMap<String, Integer> last = new TreeMap<>();
    private boolean inOrder = true;
    private int returned;

    @Handler
    void note(Note note) {
        if (System.currentTimeMillis() - note.sentMillis() < PATIENCE_MILLIS) {
            LockSupport.parkNanos(PER_NOTE_NANOS);
        }
        handled.merge(note.sender(), 1, Integer::sum);
        Integer before = last.put(note.sender(), note.number());
        inOrder &= before == null || before < note.number();
    }

    @Handler
    Tally tally(GetTally ask) {
        return new Tally(new TreeMap<>(handled), inOrder);
    }

    @Handler
    int ask(Ask ask) {
        return ask.number();
    }

    @Handler
    void feed(Feed order) {
        for (int i = 0; i < order.count(); i++) {
            order.to().send(new Note("actor", order.first() + i));
        }
    }

    @Handler
    int returned(GetReturned ask) {
        return returned;
    }

    @Override
    public void undeliverable(Undeliverable message, ActorContext cx) {
        returned += message.category() == Undeliverable.Category.FULL ? 1 : 0;
    }
}
