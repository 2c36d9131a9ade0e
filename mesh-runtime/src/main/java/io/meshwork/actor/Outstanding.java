package io.meshwork.actor;

import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The requests that an actor has taken and will answer later. For any thread. */
final class Outstanding {

    private volatile @Nullable Set<Envelope> requests; // made for the first; envelopes are equal to themselves alone

    void add(Envelope request) {
        Set<Envelope> known = requests;
        if (known == null) {
            known = ConcurrentHashMap.newKeySet(); // on the actor's turn, where all are added
            requests = known;
        }
        known.add(request);
    }

    /** @return whether it was still to be answered: of an answer and the actor's end, the first one counts */
    boolean remove(Envelope request) {
        Set<Envelope> known = requests;
        return known != null && known.remove(request);
    }

    /** Those that are still to be answered; they are the caller's to answer from now on. */
    List<Envelope> takeAll() {
        Set<Envelope> known = requests;
        List<Envelope> taken = new ArrayList<>();
        if (known != null) {
            known.forEach(request -> {
                if (known.remove(request)) {
                    taken.add(request);
                }
            });
        }
        return taken;
    }
}
