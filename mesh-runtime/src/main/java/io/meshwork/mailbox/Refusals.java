package io.meshwork.mailbox;

import io.meshwork.id.ActorId;
import io.meshwork.wire.Envelope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one full mailbox refused and has not passed over yet, by sender (BP-5). For any thread. */
public final class Refusals {

    private final Map<ActorId, Refused> waiting = new HashMap<>(); // guarded by this

    /** @return what is to be put into the mailbox; null if what waits there stands for this one too */
    public synchronized @Nullable Refused add(Envelope envelope) {
        Envelope.Order place = envelope.order();
        if (place == null) {
            return null;
        }
        Refused last = waiting.get(envelope.from());
        if (last != null && last.extend(envelope, place)) {
            return null;
        }
        Refused made = new Refused(envelope, place);
        waiting.put(envelope.from(), made);
        return made;
    }

    /** The mailbox has come to it: it grows no more. */
    public synchronized void take(Refused refused) {
        waiting.remove(refused.sender(), refused);
    }
}
