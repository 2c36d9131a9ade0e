package io.meshwork.transport.link;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stands at a path until somebody dials it, for one who takes connections there only then: tells once, and goes. Whoever rang
 * finds nobody, and dials again. Takes no connection and reads nothing. Safe for any thread.
 */
public final class Doorbell extends Served implements AutoCloseable {

    private final LinkLoop loop;
    private final ServerSocketChannel channel;
    private final Path path;
    private final Runnable rung;
    private boolean closed; // guarded by this

    private @Nullable SelectionKey key; // confined to the loop

    Doorbell(LinkLoop loop, ServerSocketChannel channel, Path path, Runnable rung) {
        this.loop = loop;
        this.channel = channel;
        this.path = path;
        this.rung = rung;
    }

    /** Nobody is there any more, and the path is free. */
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
            LinkLoop.log().debug("socket not deleted: path={}", path, e);
        }
        LinkLoop.close(channel);
        loop.call(this); // the selector has to let go of it
    }

    @Override
    void attend(Selector selector) throws IOException {
        if (key == null && channel.isOpen()) {
            key = channel.register(selector, SelectionKey.OP_ACCEPT, this);
        }
    }

    @Override
    void ready(SelectionKey ready) {
        close();
        rung.run();
    }

    @Override
    long deadlineNanos() {
        return NO_DEADLINE;
    }

    @Override
    void expire() {}

    @Override
    void end(@Nullable String reason) {
        close();
    }
}
