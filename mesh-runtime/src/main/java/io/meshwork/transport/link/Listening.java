package io.meshwork.transport.link;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A socket at a path that others dial, until it is closed. Safe for any thread. */
abstract class Listening extends Served implements AutoCloseable {

    final LinkLoop loop;
    final ServerSocketChannel channel;
    final Path path;
    private boolean closed; // guarded by this

    @Nullable
    SelectionKey key; // confined to the loop

    Listening(LinkLoop loop, ServerSocketChannel channel, Path path) {
        this.loop = loop;
        this.channel = channel;
        this.path = path;
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
    void end(@Nullable String reason) {
        close();
    }
}
