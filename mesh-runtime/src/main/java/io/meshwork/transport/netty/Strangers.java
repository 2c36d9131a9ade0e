package io.meshwork.transport.netty;

import io.meshwork.transport.HandshakeException;
import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that somebody was refused, once per transport: one who tries a thousand times doesn't fill the log. */
final class Strangers {

    private boolean strangerSeen;
    private boolean otherVersionSeen;

    void refused(Channel stranger, HandshakeException reason) {
        boolean seen = reason.isOtherVersion() ? otherVersionSeen : strangerSeen;
        if (seen) {
            log().debug("another one on {}: closed before decoding: {}", stranger.localAddress(), reason.getMessage());
        } else if (reason.isOtherVersion()) {
            otherVersionSeen = true;
            log().warn("a peer on {}: closed before decoding: {}", stranger.localAddress(), reason.getMessage());
        } else {
            strangerSeen = true;
            log().warn("a stranger on {}: closed before decoding: {}", stranger.localAddress(), reason.getMessage());
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Strangers.class);
    }
}
