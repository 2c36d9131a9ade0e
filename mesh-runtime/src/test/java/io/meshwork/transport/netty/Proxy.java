package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Stands between a dialler and an acceptor, and cuts each of its lines after so many bytes of either direction. */
final class Proxy implements AutoCloseable {

    private final ServerSocketChannel listener;
    private final Path socket;
    private final IntSupplier bytesUntilCut;
    private final Thread accepting;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final List<Thread> pumps = new ArrayList<>(); // of the accepting thread, and of close when that has ended
    private volatile Address target;
    private volatile boolean closed;
    final Address address;

    /** @param bytesUntilCut asked for each line, on one thread */
    Proxy(Kind kind, Path directory, Address target, IntSupplier bytesUntilCut) throws IOException {
        this.target = target;
        this.bytesUntilCut = bytesUntilCut;
        socket = directory.resolve("proxy.s");
        if (kind.isUnix()) {
            listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(socket));
            address = new Address.Unix(socket.toString());
        } else {
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress("127.0.0.1", 0));
            address = new Address.Tcp("127.0.0.1", ((InetSocketAddress) listener.getLocalAddress()).getPort());
        }
        accepting = new Thread(this::accept, "proxy");
        accepting.start();
    }

    /** From the next line on. */
    void target(Address next) {
        target = next;
    }

    private void accept() {
        while (!closed) {
            try {
                begin(listener.accept());
            } catch (IOException e) {
                continue; // closed, or its target is; the dialler tries again
            }
        }
    }

    private void begin(SocketChannel dialler) throws IOException {
        try {
            SocketChannel acceptor = SocketChannel.open(socketAddress(target));
            Line line = new Line(dialler, acceptor, bytesUntilCut.getAsInt());
            lines.add(line);
            pump(line, dialler, acceptor);
            pump(line, acceptor, dialler);
        } catch (IOException e) {
            dialler.close();
            throw e;
        }
    }

    private static SocketAddress socketAddress(Address of) {
        return of instanceof Address.Unix unix
                ? UnixDomainSocketAddress.of(unix.path())
                : new InetSocketAddress(((Address.Tcp) of).host(), ((Address.Tcp) of).port());
    }

    private void pump(Line line, SocketChannel from, SocketChannel to) {
        Thread pump = new Thread(() -> line.pump(from, to), "proxy-line");
        pump.start();
        pumps.add(pump);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        Files.deleteIfExists(socket);
        join(accepting);
        lines.forEach(Line::cut);
        pumps.forEach(Proxy::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Line {

        private final SocketChannel dialler;
        private final SocketChannel acceptor;
        private int left; // guarded by this

        Line(SocketChannel dialler, SocketChannel acceptor, int bytesUntilCut) {
            this.dialler = dialler;
            this.acceptor = acceptor;
            left = bytesUntilCut;
        }

        private synchronized int take(int bytes) {
            int taken = Math.min(bytes, left);
            left -= taken;
            return taken;
        }

        void pump(SocketChannel from, SocketChannel to) {
            ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
            try {
                while (from.read(buffer.clear()) >= 0) {
                    int all = buffer.flip().remaining();
                    int taken = take(all);
                    buffer.limit(taken);
                    while (buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                    if (taken < all) {
                        break;
                    }
                }
            } catch (IOException e) {
                cut();
            }
            cut();
        }

        void cut() {
            try {
                dialler.close();
                acceptor.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
