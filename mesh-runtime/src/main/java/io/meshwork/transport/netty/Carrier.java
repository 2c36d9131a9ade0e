package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.Secret;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** In what the kinds of transport differ. */
interface Carrier {

    static Carrier of(Kind kind) {
        return kind == Kind.UNIX ? new UnixCarrier() : new TcpCarrier();
    }

    IoHandlerFactory ioHandlers();

    Channel newListener();

    Channel newDialer();

    /** @throws RuntimeException if this carrier can't listen there */
    SocketAddress toListen(Address.@Nullable Unix at);

    /** @throws RuntimeException if this carrier can't get there */
    SocketAddress toDial(Address to);

    /** The address of a listener that is up, for others to dial. */
    Address addressOf(Channel listener);

    Handshake dialling(Secret secret);

    Handshake accepting(Secret secret);

    /** Whether the first frames leave with the dialer's opening, before the acceptor has answered. */
    boolean speaksFirst();

    /** What the kernel tells against an accepted peer, if anything. */
    @Nullable
    String objection(Channel accepted);
}
