package io.meshwork.transport.link;

import io.meshwork.transport.HandshakeException;
import io.meshwork.transport.Preamble;
import io.meshwork.transport.Secret;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One end of a control link. Safe for any thread; what happens on it is told to its {@link LinkEvents}. */
public final class Link extends Served {

    private static final int HEADER_BYTES = 5;

    /* A peer of the run may be slow to answer: stopped, or starved on a full machine. Nothing is lost by waiting for it
     * longer than a stranger is waited for. */
    private static final int DIALER_PATIENCE_FACTOR = 6;

    private final LinkLoop loop;
    private final SocketChannel channel;
    private final Secret secret;
    private final LinkEvents events;
    private final @Nullable Path acceptedAt;
    private final Outgoing outgoing = new Outgoing();
    private volatile boolean open = true;

    // confined to the loop
    private final Incoming incoming;
    private final long deadlineNanos;
    private @Nullable SelectionKey key;
    private boolean sendFailed;
    private boolean over;

    private Link(LinkLoop loop, SocketChannel channel, Secret secret, LinkEvents events, @Nullable Path acceptedAt) {
        this.loop = loop;
        this.channel = channel;
        this.secret = secret;
        this.events = events;
        this.acceptedAt = acceptedAt;
        incoming = new Incoming(this, channel, loop);
        int factor = acceptedAt == null ? DIALER_PATIENCE_FACTOR : 1;
        deadlineNanos = System.nanoTime() + factor * loop.patienceNanos();
    }

    static Link dialled(LinkLoop loop, SocketChannel channel, Secret secret, LinkEvents events) {
        Link link = new Link(loop, channel, secret, events, null);
        link.outgoing.add(Preamble.ofDialer(secret));
        return link;
    }

    static Link accepted(LinkLoop loop, SocketChannel channel, Secret secret, LinkEvents events, Path at) {
        return new Link(loop, channel, secret, events, at);
    }

    /**
     * Sends a frame after all those sent before. Never blocks. On a link that is over nothing is sent; its end was told.
     *
     * @param type 0 to 255
     * @throws CannotTravelException if the body is larger than the loop's maximum
     */
    public void send(int type, byte[] body) {
        if (type < 0 || type > 255) {
            throw new IllegalArgumentException("type of a frame out of range: accepted are 0 to 255, got: " + type);
        }
        if (body.length > loop.maxBodyBytes()) {
            throw new CannotTravelException(
                    "control frame too large: bytes=" + body.length + " limit=" + loop.maxBodyBytes());
        }
        if (outgoing.add(framed(type, body))) {
            loop.call(this);
        }
    }

    /** As {@link #send(int, byte[])}, with what was written so far for a body. */
    public void send(int type, WireOutput body) {
        send(type, body.toByteArray());
    }

    private static byte[] framed(int type, byte[] body) {
        int length = body.length + 1;
        byte[] frame = new byte[HEADER_BYTES + body.length];
        frame[0] = (byte) (length >>> 24);
        frame[1] = (byte) (length >>> 16);
        frame[2] = (byte) (length >>> 8);
        frame[3] = (byte) length;
        frame[4] = (byte) type;
        System.arraycopy(body, 0, frame, HEADER_BYTES, body.length);
        return frame;
    }

    /**
     * Completes when the kernel has all that was sent so far, on the loop's thread; exceptionally if the link ends before.
     */
    public CompletableFuture<@Nullable Void> flushed() {
        return outgoing.flushed();
    }

    /** Ends the link with what is not sent yet. Its {@link LinkEvents#closed} follows on the loop's thread. */
    public void close() {
        open = false;
        if (loop.isLoopThread()) {
            incoming.stop();
        }
        loop.call(this);
    }

    public boolean isOpen() {
        return open;
    }

    @Override
    void attend(Selector selector) throws IOException {
        if (over) {
            return;
        }
        if (!open) {
            end(null);
            return;
        }
        if (key == null) {
            key = channel.register(selector, SelectionKey.OP_READ, this);
            loop.time(this);
        }
        write();
    }

    @Override
    void ready(SelectionKey ready) {
        if (ready.isReadable()) {
            read();
        }
        if (!over && ready.isWritable()) {
            write();
        }
    }

    /* A peer that says its last and ends makes a write fail while its last words are still to be read. So a failed write
     * ends the link only by way of the read that finds its end. */
    private void write() {
        boolean more = false;
        try {
            more = !sendFailed && outgoing.writeTo(channel, loop);
        } catch (IOException e) {
            sendFailed = true;
            outgoing.end();
        }
        if (key != null && key.isValid()) {
            key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    private void read() {
        try {
            incoming.read();
        } catch (HandshakeException e) {
            refuse(e);
        } catch (WireFormatException e) {
            LinkLoop.log().warn("garbage on a control link, closing it: {}", e.getMessage());
            end(e.getMessage());
        }
    }

    /** The other end has shown this. */
    void prove(byte[] preamble) {
        if (acceptedAt == null) {
            Preamble.requireAcceptor(preamble, secret);
        } else {
            Preamble.requireDialer(preamble, secret);
            outgoing.add(Preamble.ofAcceptor(secret));
            write();
        }
    }

    /** A frame has come. Whatever its receiver throws ends this link and no other (LK-2). */
    void received(int type, WireInput body) {
        try {
            events.frame(this, type, body);
        } catch (Throwable e) {
            LinkLoop.log().warn("the receiver of a control frame threw, closing its link: type={}", type, e);
            end("its receiver threw: " + e);
        }
    }

    private void refuse(HandshakeException reason) {
        if (acceptedAt != null && reason.isOtherVersion()) {
            loop.acceptance().refusedVersion(acceptedAt, reason.getMessage());
            outgoing.add(Preamble.ofAcceptor(secret));
            write();
        } else if (acceptedAt != null) {
            loop.acceptance().refusedStranger(acceptedAt, reason.getMessage());
        }
        end(reason.getMessage());
    }

    @Override
    long deadlineNanos() {
        return over || incoming.isProven() ? NO_DEADLINE : deadlineNanos;
    }

    @Override
    void expire() {
        refuse(HandshakeException.stranger("the other end was silent for too long"));
    }

    @Override
    void end(@Nullable String reason) {
        if (over) {
            return;
        }
        over = true;
        String told = open ? reason : null;
        open = false;
        incoming.stop();
        LinkLoop.close(channel);
        outgoing.end();
        if (acceptedAt == null || incoming.isProven()) {
            tellEnd(told);
        }
    }

    private void tellEnd(@Nullable String reason) {
        try {
            events.closed(this, reason);
        } catch (Throwable e) {
            LinkLoop.log().warn("the receiver of the end of a control link threw", e);
        }
    }
}
