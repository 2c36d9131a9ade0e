package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.Secret;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** TCP on the loopback address. Any user of the machine may connect and listen, so the token itself is never shown. */
final class TcpCarrier implements Carrier {

    private static final String LOOPBACK = "127.0.0.1";

    private final Sockets sockets;

    TcpCarrier(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public IoHandlerFactory ioHandlers() {
        return sockets.ioHandlers();
    }

    @Override
    public Channel newListener() {
        return sockets.newListener();
    }

    @Override
    public Channel newDialer() {
        Channel channel = sockets.newDialer();
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        return channel;
    }

    @Override
    public SocketAddress toListen(Address.@Nullable Unix at) {
        if (at != null) {
            throw new IllegalArgumentException("TCP finds its port itself: accepted is null, got: " + at);
        }
        return new InetSocketAddress(LOOPBACK, 0);
    }

    @Override
    public SocketAddress toDial(Address to) {
        if (to instanceof Address.Tcp tcp) {
            return new InetSocketAddress(tcp.host(), tcp.port());
        }
        throw new IllegalArgumentException("not an address of this transport: accepted is tcp:host:port, got: " + to);
    }

    @Override
    public Address addressOf(Channel listener, long incarnation) {
        return new Address.Tcp(LOOPBACK, ((InetSocketAddress) listener.localAddress()).getPort(), incarnation);
    }

    @Override
    public boolean isGone(Address peer, Throwable cause) {
        return cause instanceof ConnectException;
    }

    @Override
    public Handshake dialling(Secret secret) {
        return new NonceDialerHandshake(secret);
    }

    @Override
    public Handshake accepting(Secret secret) {
        return new NonceAcceptorHandshake(secret);
    }

    @Override
    public @Nullable String objection(Channel accepted) {
        return null;
    }
}
