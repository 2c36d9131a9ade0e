package io.meshwork.conformance.processes;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A child that does with the JDK alone what one of ours can't do without: stdin by a channel, and a socket to a parent. */
final class BareChild {

    private BareChild() {}

    /** Dials the socket that the argument names, says one byte there, and stays until stdin ends. */
    @SuppressWarnings("resource") // the JVM ends with them
    public static void main(String[] args) throws Exception {
        Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(Path.of(args[0])));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        selector.selectNow();
        channel.write(ByteBuffer.allocateDirect(1));
        FileChannel stdin = new FileInputStream(FileDescriptor.in).getChannel();
        while (stdin.read(ByteBuffer.allocateDirect(1)) >= 0) {}
    }
}
