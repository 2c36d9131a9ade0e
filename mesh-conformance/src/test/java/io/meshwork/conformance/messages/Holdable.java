package io.meshwork.conformance.messages;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An actor that can be held in its handler until somebody sends a value to the key it gave. */
final class Holdable implements Actor {

    static final Duration LONGEST = Duration.ofMinutes(2);

    /** Tells the port when the handler has begun, and returns when the key is used. */
    record Hold(PortRef<Held> held) implements Message<Holdable> {}

    record Held(int rank, PortRef<String> key) {}

    record Note(String text) implements Message<Holdable> {}

    record Notes() implements Request<Holdable, List<String>> {}

    private final List<String> notes = new ArrayList<>();

    @Handler
    void hold(Hold hold, ActorContext cx) {
        try (Port<String> key = cx.openPort(String.class)) {
            hold.held().send(new Held(cx.rank(), key.ref()));
            notes.add(key.receive(LONGEST));
        }
    }

    @Handler
    void note(Note note) {
        notes.add(note.text());
    }

    @Handler
    List<String> notes(Notes ask) {
        return List.copyOf(notes);
    }
}
