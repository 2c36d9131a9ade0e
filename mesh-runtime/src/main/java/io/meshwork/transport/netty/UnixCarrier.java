package io.meshwork.transport.netty;

import io.meshwork.failure.MeshException;
import io.meshwork.id.Address;
import io.meshwork.transport.Secret;
import io.meshwork.transport.SocketPath;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Unix domain sockets: the kernel knows the peer's user, and lets nobody read along. */
final class UnixCarrier implements Carrier {

    private final Sockets.Unix sockets;

    UnixCarrier(Sockets.Unix sockets) {
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
        return sockets.newDialer();
    }

    @Override
    public SocketAddress toListen(Address.@Nullable Unix at) {
        if (at == null) {
            throw new IllegalArgumentException("a Unix domain socket needs a path: unix:/path, got: null");
        }
        SocketAddress socket = socket(at);
        if (exists(at)) { // which Netty would delete
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

    private SocketAddress socket(Address.Unix address) {
        return sockets.address(SocketPath.require(Path.of(address.path())).toString());
    }

    @Override
    public Address addressOf(Channel listener, long incarnation) {
        return new Address.Unix(sockets.path(listener));
    }

    @Override
    public boolean isGone(Address peer, Throwable cause) {
        return cause instanceof ConnectException || peer instanceof Address.Unix unix && !exists(unix);
    }

    private static boolean exists(Address.Unix address) {
        return Files.exists(Path.of(address.path()), LinkOption.NOFOLLOW_LINKS);
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
    public @Nullable String objection(Channel accepted) {
        return sockets.objection(accepted);
    }
}
