package io.meshwork.transport.link;

import io.meshwork.transport.Secret;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes links at a path. Safe for any thread. */
public final class LinkListener extends Served implements AutoCloseable {

    private static final long PAUSE_NANOS = 100_000_000;

    private final LinkLoop loop;
    private final ServerSocketChannel channel;
    private final Path path;
    private final Secret secret;
    private final LinkEvents events;
    private boolean closed; // guarded by this

    // confined to the loop
    private @Nullable SelectionKey key;
    private long deadlineNanos = NO_DEADLINE;

    LinkListener(LinkLoop loop, ServerSocketChannel channel, Path path, Secret secret, LinkEvents events) {
        this.loop = loop;
        this.channel = channel;
        this.path = path;
        this.secret = secret;
        this.events = events;
    }

    public Path path() {
        return path;
    }

    /** Takes no more links and deletes the socket. Links already taken stay. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LinkLoop.log().warn("socket not deleted: path={}", path, e);
        }
        LinkLoop.close(channel);
        loop.call(this);
    }

    /* A closed channel keeps taking connections until the selector has let go of it; so closing calls the loop too. */
    @Override
    void attend(Selector selector) throws IOException {
        if (key == null && channel.isOpen()) {
            key = channel.register(selector, SelectionKey.OP_ACCEPT, this);
        }
    }

    @Override
    void ready(SelectionKey ready) {
        try {
            for (SocketChannel taken = channel.accept(); taken != null; taken = channel.accept()) {
                take(ready.selector(), taken);
            }
        } catch (IOException e) {
            pause(ready, e);
        }
    }

    private void take(Selector selector, SocketChannel taken) throws IOException {
        String objection = loop.acceptance().objection(taken);
        if (objection != null) {
            loop.acceptance().refusedStranger(path, objection);
            taken.close();
            return;
        }
        taken.configureBlocking(false);
        Link.accepted(loop, taken, secret, events, path).attend(selector);
    }

    /** Mostly no file descriptors left: goes on a little later rather than at once and again and again. */
    private void pause(SelectionKey ready, IOException cause) {
        if (!channel.isOpen()) {
            return;
        }
        LinkLoop.log().warn("cannot take a control link, pausing: path={}", path, cause);
        ready.interestOps(0);
        deadlineNanos = System.nanoTime() + PAUSE_NANOS;
        loop.time(this);
    }

    @Override
    long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    void expire() {
        deadlineNanos = NO_DEADLINE;
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    void end(@Nullable String reason) {
        close();
    }
}
