package io.meshwork.transport.link;

import io.meshwork.failure.MeshException;
import io.meshwork.transport.Secret;
import io.meshwork.transport.SocketPath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that serves all control links of a process. Safe for any thread. */
public final class LinkLoop implements AutoCloseable {

    /** The largest body of a frame, unless {@link #start(String, int, Duration)} is told another: 1 GiB. */
    public static final int MAX_BODY_BYTES = 1 << 30;

    /** Time a stranger gets to prove that it is none. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    static final int SCRATCH_BYTES = 64 * 1024;

    private static final int BACKLOG = 512;

    private final SelectLoop loop;
    private final int maxBodyBytes;
    private final long patienceNanos;

    // confined to the thread
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final Acceptance acceptance = new Acceptance();

    private LinkLoop(SelectLoop loop, int maxBodyBytes, Duration patience) {
        this.loop = loop;
        this.maxBodyBytes = maxBodyBytes;
        patienceNanos = patience.toNanos();
    }

    public static LinkLoop start(String threadName) {
        return start(threadName, MAX_BODY_BYTES, PATIENCE);
    }

    /**
     * @param maxBodyBytes the largest body of a frame that its links send or take
     * @param patience time a stranger gets to prove that it is none
     */
    public static LinkLoop start(String threadName, int maxBodyBytes, Duration patience) {
        try {
            SelectLoop loop = new SelectLoop(threadName);
            loop.start();
            return new LinkLoop(loop, maxBodyBytes, patience);
        } catch (IOException e) {
            throw new MeshException("cannot serve control links: " + e.getMessage(), e);
        }
    }

    /**
     * Takes links at this path from now on.
     *
     * @param events of all links taken there
     * @throws MeshException if it can't listen there
     */
    public LinkListener listen(Path socket, Secret secret, LinkEvents events) {
        ServerSocketChannel channel = open(socket);
        LinkListener listener = new LinkListener(this, channel, socket, secret, events);
        if (!loop.call(listener)) {
            listener.close();
            throw closed(socket);
        }
        return listener;
    }

    /**
     * Has that be told, on the thread of this loop, when somebody dials the path: once.
     *
     * @param rung must not block
     * @throws MeshException if it can't listen there
     */
    public Doorbell hang(Path socket, Runnable rung) {
        Doorbell bell = new Doorbell(this, open(socket), socket, rung);
        if (!loop.call(bell)) {
            bell.close();
            throw closed(socket);
        }
        return bell;
    }

    private static MeshException closed(Path socket) {
        return new MeshException("cannot listen: the loop of the control links is closed: path=" + socket);
    }

    private static ServerSocketChannel open(Path socket) {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(SocketPath.require(socket));
        @Nullable ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            channel.bind(address, BACKLOG);
            return channel;
        } catch (IOException e) {
            close(channel);
            throw new MeshException("cannot listen: path=" + socket + ": " + e.getMessage(), e);
        }
    }

    /**
     * Connects, and returns when the kernel has connected it. Whether a peer is there is heard later: a wrong one closes
     * the link.
     *
     * @throws MeshException if nobody listens there
     */
    public Link dial(Path socket, Secret secret, LinkEvents events) {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(SocketPath.require(socket));
        @Nullable SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(address);
            channel.configureBlocking(false);
            Link link = Link.dialled(this, channel, secret, events);
            if (!loop.call(link)) {
                throw new IOException("link loop closed");
            }
            return link;
        } catch (IOException e) {
            close(channel);
            throw new MeshException("cannot dial a control link: path=" + socket + ": " + e.getMessage(), e);
        }
    }

    /** Ends all links, whatever they still had to send, and the thread, for which it waits unless called on it. */
    @Override
    public void close() {
        loop.close();
    }

    // for what it serves

    /** Has it attended soon, on the thread of the loop. From any thread. */
    void call(Served served) {
        loop.call(served);
    }

    /** Looks after its deadline until that is gone. */
    void time(Served served) {
        loop.time(served);
    }

    boolean isLoopThread() {
        return loop.isOwnThread();
    }

    /** An empty buffer of 64 KiB, outside of the heap, for one read or write. */
    ByteBuffer scratch() {
        return scratch.clear();
    }

    Acceptance acceptance() {
        return acceptance;
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    long patienceNanos() {
        return patienceNanos;
    }

    static Logger log() {
        return LoggerFactory.getLogger(LinkLoop.class);
    }

    static void close(@Nullable Channel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            log().debug("closing a channel failed", e);
        }
    }
}
