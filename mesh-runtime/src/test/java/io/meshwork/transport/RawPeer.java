package io.meshwork.transport;

import io.meshwork.id.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One end of a connection in a test's own hands: says what it likes. */
public final class RawPeer implements AutoCloseable {

    private final SocketChannel channel;

    public RawPeer(SocketChannel channel) {
        this.channel = channel;
    }

    public static RawPeer dial(Address address) throws IOException {
        if (address instanceof Address.Unix unix) {
            return new RawPeer(SocketChannel.open(UnixDomainSocketAddress.of(unix.path())));
        }
        Address.Tcp tcp = (Address.Tcp) address;
        return new RawPeer(SocketChannel.open(new InetSocketAddress(tcp.host(), tcp.port())));
    }

    /** Says as much of it as the other end lets it. */
    public RawPeer say(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            return this; // closed by the other end, which reading shows
        }
        return this;
    }

    /** Hears exactly so many bytes, or fewer if the other end closes before. */
    public byte[] hear(int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
        } catch (IOException e) {
            return Arrays.copyOf(buffer.array(), buffer.position()); // reset by the other end
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Waits until the other end closes; gives what it said before. */
    public byte[] hearToTheEnd() {
        byte[] heard = new byte[0];
        byte[] part = hear(64 * 1024);
        while (part.length == 64 * 1024) {
            heard = joined(heard, part);
            part = hear(64 * 1024);
        }
        return joined(heard, part);
    }

    public static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
