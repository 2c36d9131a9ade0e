package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.RawPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Listens in place of a transport, and leaves what it accepts to the test. */
final class RawListener implements AutoCloseable {

    private final ServerSocketChannel channel;
    private final Path socket;
    final Address address;

    RawListener(Kind kind, Path directory) throws IOException {
        socket = directory.resolve("raw.s");
        if (kind.isUnix()) {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(socket));
            address = new Address.Unix(socket.toString());
        } else {
            channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress("127.0.0.1", 0));
            address = new Address.Tcp("127.0.0.1", ((InetSocketAddress) channel.getLocalAddress()).getPort());
        }
    }

    RawPeer accept() throws IOException {
        return new RawPeer(channel.accept());
    }

    /** Goes through a handshake as a genuine end would. */
    static RawPeer prove(RawPeer peer, Handshake handshake) {
        peer.say(handshake.opening());
        while (handshake.wantedBytes() > 0) {
            peer.say(handshake.hear(peer.hear(handshake.wantedBytes())));
        }
        return peer;
    }

    /** Nobody listens here any more. */
    void stop() throws IOException {
        channel.close();
        Files.deleteIfExists(socket);
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
