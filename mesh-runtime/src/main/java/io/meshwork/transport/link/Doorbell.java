package io.meshwork.transport.link;

import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/**
 * Stands at a path until somebody dials it, for one who takes connections there only then: tells once, and goes. Whoever rang
 * finds nobody, and dials again. Takes no connection and reads nothing. Safe for any thread.
 */
public final class Doorbell extends Listening {

    private final Runnable rung;

    Doorbell(LinkLoop loop, ServerSocketChannel channel, Path path, Runnable rung) {
        super(loop, channel, path);
        this.rung = rung;
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
}
