package io.meshwork.transport.netty;

import io.meshwork.transport.OwnUser;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/** Unix domain sockets with the selectors of the JDK. */
final class NioUnixSockets implements Sockets.Unix {

    private final String ownName = OwnUser.name();

    @Override
    public IoHandlerFactory ioHandlers() {
        return NioIoHandler.newFactory();
    }

    @Override
    public Channel newListener() {
        return new NioServerDomainSocketChannel();
    }

    @Override
    public Channel newDialer() {
        return new NioDomainSocketChannel();
    }

    @Override
    public SocketAddress address(String path) {
        return UnixDomainSocketAddress.of(path);
    }

    @Override
    public String path(Channel listener) {
        return listener.localAddress().toString();
    }

    /** Where the JDK doesn't tell, the directory of mode 0700 alone keeps others out. */
    @Override
    public @Nullable String objection(Channel accepted) {
        UnixDomainPrincipal peer = accepted.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
        if (peer == null) {
            return null;
        }
        String name = peer.user().getName();
        return ownName.equals(name) ? null : "a process of another user: user=" + name + " own=" + ownName;
    }
}
