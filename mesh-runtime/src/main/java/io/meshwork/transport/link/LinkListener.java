package io.meshwork.transport.link;

import io.meshwork.transport.Secret;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Takes links at a path; those that were taken stay when it is closed. Safe for any thread. */
public final class LinkListener extends Listening {

    private static final long PAUSE_NANOS = 100_000_000;

    private final Secret secret;
    private final LinkEvents events;
    private long deadlineNanos = NO_DEADLINE; // confined to the loop

    LinkListener(LinkLoop loop, ServerSocketChannel channel, Path path, Secret secret, LinkEvents events) {
        super(loop, channel, path);
        this.secret = secret;
        this.events = events;
    }

    public Path path() {
        return path;
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
}
