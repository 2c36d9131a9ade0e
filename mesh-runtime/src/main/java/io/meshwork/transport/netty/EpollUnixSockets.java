package io.meshwork.transport.netty;

import io.meshwork.transport.OwnUser;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Unix domain sockets with epoll. */
final class EpollUnixSockets implements Sockets.Unix {

    private final int ownUid = OwnUser.uid();

    @Override
    public IoHandlerFactory ioHandlers() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public Channel newListener() {
        return new EpollServerDomainSocketChannel();
    }

    @Override
    public Channel newDialer() {
        return new EpollDomainSocketChannel();
    }

    @Override
    public SocketAddress address(String path) {
        return new DomainSocketAddress(path);
    }

    @Override
    public String path(Channel listener) {
        return ((DomainSocketAddress) listener.localAddress()).path();
    }

    @Override
    public @Nullable String objection(Channel accepted) {
        try {
            int uid = ((EpollDomainSocketChannel) accepted).peerCredentials().uid();
            return uid == ownUid ? null : "a process of another user: uid=" + uid + " own=" + ownUid;
        } catch (IOException e) {
            return "its user is not known: " + e.getMessage();
        }
    }
}
