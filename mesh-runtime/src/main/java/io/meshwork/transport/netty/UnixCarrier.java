package io.meshwork.transport.netty;

import io.meshwork.failure.MeshException;
import io.meshwork.id.Address;
import io.meshwork.transport.OwnUser;
import io.meshwork.transport.Secret;
import io.meshwork.transport.SocketPath;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Unix domain sockets: the kernel knows the peer's user, and lets nobody read along. */
final class UnixCarrier implements Carrier {

    private final int ownUid;

    UnixCarrier() {
        if (!Epoll.isAvailable()) {
            throw new MeshException("no transport over Unix domain sockets here", Epoll.unavailabilityCause());
        }
        ownUid = OwnUser.uid();
    }

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
    public SocketAddress toListen(Address.@Nullable Unix at) {
        if (at == null) {
            throw new IllegalArgumentException("a Unix domain socket needs a path: unix:/path, got: null");
        }
        SocketAddress socket = socket(at);
        if (Files.exists(Path.of(at.path()), LinkOption.NOFOLLOW_LINKS)) { // which Netty would delete
            throw new MeshException("there is a file already: path=" + at.path());
        }
        return socket;
    }

    @Override
    public SocketAddress toDial(Address to) {
        if (to instanceof Address.Unix unix) {
            return socket(unix);
        }
        throw new IllegalArgumentException("not an address of this transport: accepted is unix:/path, got: " + to);
    }

    private static SocketAddress socket(Address.Unix address) {
        return new DomainSocketAddress(
                SocketPath.require(Path.of(address.path())).toString());
    }

    @Override
    public Address addressOf(Channel listener) {
        return new Address.Unix(((DomainSocketAddress) listener.localAddress()).path());
    }

    @Override
    public Handshake dialling(Secret secret) {
        return TokenHandshake.ofDialer(secret);
    }

    @Override
    public Handshake accepting(Secret secret) {
        return TokenHandshake.ofAcceptor(secret);
    }

    @Override
    public boolean speaksFirst() {
        return true;
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
