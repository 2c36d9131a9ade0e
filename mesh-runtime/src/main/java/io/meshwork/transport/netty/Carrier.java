package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.Secret;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** In what the kinds of transport differ. */
interface Carrier {

    /** @throws io.meshwork.failure.MeshException if there is no such kind here */
    static Carrier of(Kind kind) {
        if (kind.isEpoll()) {
            NettyTransport.requireEpoll();
        }
        return switch (kind) {
            case UNIX_EPOLL -> new UnixCarrier(new EpollUnixSockets());
            case UNIX_NIO -> new UnixCarrier(new NioUnixSockets());
            case TCP_EPOLL -> new TcpCarrier(new EpollTcpSockets());
            case TCP_NIO -> new TcpCarrier(new NioTcpSockets());
        };
    }

    IoHandlerFactory ioHandlers();

    Channel newListener();

    Channel newDialer();

    /** @throws RuntimeException if this carrier can't listen there */
    SocketAddress toListen(Address.@Nullable Unix at);

    /** @throws RuntimeException if this carrier can't get there */
    SocketAddress toDial(Address to);

    /**
     * The address of a listener that is up, for others to dial.
     *
     * @param incarnation of the transport
     */
    Address addressOf(Channel listener, long incarnation);

    /**
     * Whether a connect that failed so shows that nobody listens there any more: who has an address listens before anybody
     * is told of it. If not, it is worth another try.
     */
    boolean isGone(Address peer, Throwable cause);

    Handshake dialling(Secret secret);

    Handshake accepting(Secret secret);

    /** What the kernel tells against an accepted peer, if anything. */
    @Nullable
    String objection(Channel accepted);
}
