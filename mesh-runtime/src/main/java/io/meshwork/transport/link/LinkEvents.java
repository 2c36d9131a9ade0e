package io.meshwork.transport.link;

import io.meshwork.wire.WireInput;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a link. Called on the thread of the loop, which serves all other links too: must not block. An exception
 * closes the link.
 */
public interface LinkEvents {

    /**
     * A frame has come. The first one of an accepted link is also the first that is heard of the link.
     *
     * @param type 0 to 255
     * @param body to be read before this returns: its bytes are gone afterwards
     */
    void frame(Link link, int type, WireInput body);

    /**
     * The link is over; called once, after its last frame. Not called for a link that was accepted and never proved itself.
     *
     * @param reason for people: why; null if this end closed it
     */
    void closed(Link link, @Nullable String reason);
}
