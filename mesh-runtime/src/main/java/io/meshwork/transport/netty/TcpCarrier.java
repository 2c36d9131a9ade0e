package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.Secret;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** TCP on the loopback address. Any user of the machine may connect and listen, so the token itself is never shown. */
final class TcpCarrier implements Carrier {

    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public IoHandlerFactory ioHandlers() {
        return NioIoHandler.newFactory();
    }

    @Override
    public Channel newListener() {
        return new NioServerSocketChannel();
    }

    @Override
    public Channel newDialer() {
        NioSocketChannel channel = new NioSocketChannel();
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
    public Address addressOf(Channel listener) {
        return new Address.Tcp(LOOPBACK, ((InetSocketAddress) listener.localAddress()).getPort());
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
    public boolean speaksFirst() {
        return false;
    }

    @Override
    public @Nullable String objection(Channel accepted) {
        return null;
    }
}
