package io.meshwork.transport.link;

import io.meshwork.failure.MeshException;
import io.meshwork.transport.OwnUser;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Whom the listeners of a loop take, as far as the kernel tells, and what is said of those they don't. For its thread. */
final class Acceptance {

    private @Nullable String ownName;
    private boolean strangerSeen;
    private boolean otherVersionSeen;

    /** What the kernel tells against the peer, if it tells anything. */
    @Nullable
    String objection(SocketChannel accepted) {
        try {
            String name =
                    accepted.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            String own = ownName();
            return own.equals(name) ? null : "a process of another user: user=" + name + " own=" + own;
        } catch (IOException | MeshException e) {
            return "its user is not known: " + e.getMessage();
        } catch (UnsupportedOperationException e) {
            return null;
        }
    }

    private String ownName() {
        String name = ownName;
        if (name == null) {
            name = OwnUser.name();
            ownName = name;
        }
        return name;
    }

    /** Says so once: one who tries a thousand times doesn't fill the log. */
    void refusedStranger(Path socket, String reason) {
        if (!strangerSeen) {
            strangerSeen = true;
            LinkLoop.log().warn("a stranger on {}: closed before decoding: {}", socket, reason);
        }
    }

    /** Says so once. */
    void refusedVersion(Path socket, String reason) {
        if (!otherVersionSeen) {
            otherVersionSeen = true;
            LinkLoop.log().warn("a peer on {}: closed before decoding: {}", socket, reason);
        }
    }
}
