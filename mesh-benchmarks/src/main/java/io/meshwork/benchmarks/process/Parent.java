package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.floor.Line;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What floor programs dial: a Unix socket, in a directory of its own that has room for theirs. Of one thread. */
final class Parent implements AutoCloseable {

    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long LOOK_MILLIS = 200;
    private static final int MOST_BYTES = 4096;

    private final Path directory;
    private final Path socket;
    private final ServerSocketChannel server;
    private final Selector selector;

    private Parent(Path directory, ServerSocketChannel server, Selector selector) {
        this.directory = directory;
        this.socket = directory.resolve("parent");
        this.server = server;
        this.selector = selector;
    }

    static Parent listen() throws IOException {
        Parent parent = new Parent(
                Files.createTempDirectory("bench"),
                ServerSocketChannel.open(StandardProtocolFamily.UNIX),
                Selector.open());
        parent.server.bind(UnixDomainSocketAddress.of(parent.socket));
        parent.server.configureBlocking(false);
        parent.server.register(parent.selector, SelectionKey.OP_ACCEPT);
        return parent;
    }

    String socket() {
        return socket.toString();
    }

    /** Where a program may listen. */
    String other(String name) {
        return directory.resolve(name).toString();
    }

    /** @param dialler is expected to live until it, or another, dials */
    Line accept(Process dialler) throws IOException {
        long deadlineNanos = System.nanoTime() + LONGEST_NANOS;
        SocketChannel accepted = server.accept();
        while (accepted == null) {
            if (!dialler.isAlive() || System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("nobody dialled: alive=" + dialler.isAlive() + " said="
                        + new String(dialler.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
            selector.select(LOOK_MILLIS);
            selector.selectedKeys().clear();
            accepted = server.accept();
        }
        return new Line(accepted);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        server.close();
        try (var left = Files.newDirectoryStream(directory)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
