package io.meshwork.transport.link;

import io.meshwork.transport.Waiting;
import io.meshwork.wire.WireInput;
import org.jspecify.annotations.Nullable;

/** Keeps what happens on links, for a test to wait for. */
final class LinkEnd implements LinkEvents {

    /** A frame; its end if the type is {@link #CLOSED}. */
    record Event(Link link, int type, byte[] body, @Nullable String reason) {}

    static final int CLOSED = -1;

    /** A frame of this type makes its receiver throw. */
    static final int THROW = 66;

    final Waiting<Event> events = new Waiting<>();

    @Override
    public void frame(Link link, int type, WireInput body) {
        events.add(new Event(link, type, body.readRaw(body.remaining()), null));
        if (type == THROW) {
            throw new IllegalStateException("on purpose");
        }
    }

    @Override
    public void closed(Link link, @Nullable String reason) {
        events.add(new Event(link, CLOSED, new byte[0], reason));
    }

    /** Waits for the end of a link. */
    Event awaitClosed() {
        return events.await(all -> all.stream().anyMatch(event -> event.type == CLOSED), "the end of a link").stream()
                .filter(event -> event.type == CLOSED)
                .findFirst()
                .orElseThrow();
    }
}
