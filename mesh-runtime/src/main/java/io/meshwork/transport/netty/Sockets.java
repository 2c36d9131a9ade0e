package io.meshwork.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a carrier for one way of waiting. Who waits one way loads no class of the other: each stands in a class
 * of its own, and only {@link Carrier#of} names them.
 */
interface Sockets {

    IoHandlerFactory ioHandlers();

    Channel newListener();

    Channel newDialer();

    /** Those over Unix domain sockets. */
    interface Unix extends Sockets {

        java.net.SocketAddress address(String path);

        String path(Channel listener);

        /** What the kernel tells against the peer of an accepted channel, if anything. */
        @Nullable
        String objection(Channel accepted);
    }
}
