package io.meshwork.mailbox;

import io.meshwork.id.PortId;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of casts have come back lately. A cast that was handed on past a relay may have been on two ways to a member,
 * and comes back from both: its sender hears of it once. For any thread.
 */
final class CastsBack {

    private static final int MOST_KEPT = 4_096;

    private record Key(PortId member, Envelope.Cast cast) {}

    private final Set<Key> lately = new LinkedHashSet<>(); // guarded by this

    /** @param cast that it is of; null if it is of none */
    boolean isFirst(Bounce bounce, Envelope.@Nullable Cast cast) {
        if (cast == null || bounce.destination().index() != PortId.HANDLER) {
            return true;
        }
        return isFirst(new Key(bounce.destination(), cast));
    }

    private synchronized boolean isFirst(Key key) {
        boolean first = lately.add(key);
        if (lately.size() > MOST_KEPT) {
            lately.remove(lately.iterator().next());
        }
        return first;
    }
}
