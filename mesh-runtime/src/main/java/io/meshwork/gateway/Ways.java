package io.meshwork.gateway;

import io.meshwork.id.Address;
import io.meshwork.pressure.ForwardingThread;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Transport;
import io.meshwork.transport.netty.Limits;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The ways of data from one process to others, and the opening of the data plane when the first of them asks for it: on a
 * thread of its own, which nobody waits for. For any thread.
 */
final class Ways implements Runnable {

    private final Gateway gateway;
    private final Supplier<Transport> data;
    private final Limits limits;
    private final ConcurrentHashMap<Address, Way> ways = new ConcurrentHashMap<>();
    private final List<Way> waiting = new ArrayList<>(); // guarded by itself, as are these
    private boolean opening;
    private volatile boolean opened;

    Ways(Gateway gateway, Supplier<Transport> data, Limits limits) {
        this.gateway = gateway;
        this.data = data;
        this.limits = limits;
    }

    Way to(Address peer) {
        Way known = ways.get(peer);
        if (known != null) {
            return known;
        }
        Way made = new Way(this, peer, limits);
        known = ways.putIfAbsent(peer, made);
        return known != null ? known : made;
    }

    /** One of a connection, or of a word that a gateway has said. */
    private @Nullable Way known(Address peer) {
        return ways.get(peer);
    }

    /** A process is gone. */
    void ended(Address peer, String reason) {
        Way way = ways.remove(peer);
        if (way != null) {
            way.end(reason);
        }
    }

    void reached(Connection connection) {
        Way way = known(connection.peer());
        if (way != null) {
            way.reached(connection);
        }
    }

    void interrupted(Connection connection) {
        Way way = known(connection.peer());
        if (way != null) {
            way.interrupted(connection);
        }
    }

    /**
     * @param unsent takes what was held for it
     * @return whether anything went by it
     */
    boolean lost(Connection connection, List<Envelope> unsent) {
        Way way = known(connection.peer());
        return way != null && way.lost(connection, unsent);
    }

    /** A gateway tells something. */
    void hear(Carriage.Word word, Address from) {
        if (word instanceof Carriage.Word.Listen) {
            listen();
            return;
        }
        Way way = known(from);
        if (way == null) {
            return;
        }
        if (word instanceof Carriage.Word.Taken taken) {
            way.taken(taken.number());
        } else if (word instanceof Carriage.Word.Refused refused) {
            way.refused(refused.number(), refused.category(), refused.reason());
        } else if (word instanceof Carriage.Word.EndsAt end) {
            way.linksEndAt(end.number());
        }
    }

    /** Has the plane opened, though no way asks for it. */
    void listen() {
        open(null);
    }

    /** Waits until nothing waits for a connection, bounded. */
    void settle(Duration bound) {
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        try {
            for (Way way : ways.values()) {
                way.awaitNoneHeld(deadlineNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // for the ways

    Address self() {
        return gateway.self();
    }

    @Nullable
    String whyEnded(Address peer) {
        return gateway.whyEnded(peer);
    }

    @Nullable
    Sender linkTo(Address peer) {
        return gateway.linkTo(peer);
    }

    void bounce(Envelope envelope, Category category, String reason) {
        gateway.bounce(envelope, category, reason);
    }

    void comeBack(List<Envelope> sent, List<Envelope> unsent, Category category, String reason) {
        gateway.comeBack(sent, unsent, category, reason);
    }

    /** A way wants a connection: its {@link Way#dial} or {@link Way#noPlane} follows. */
    void connect(Way way) {
        if (way.isNew()) {
            tellToListen(way.peer());
        }
        if (opened) {
            dial(way);
        } else {
            open(way);
        }
    }

    private void tellToListen(Address peer) {
        Sender link = linkTo(peer);
        if (link != null) {
            link.post(Carriage.listen(peer, self()));
        }
    }

    private void open(@Nullable Way forIt) {
        synchronized (waiting) {
            if (forIt != null) {
                waiting.add(forIt);
            } else if (opened) {
                return;
            }
            if (opening) {
                return;
            }
            opening = true;
        }
        new ForwardingThread(this, "mesh-data-open").start();
    }

    /** Opens the plane, for all that wait for it. */
    @Override
    public void run() {
        String obstacle = null;
        try {
            data.get();
        } catch (RuntimeException | LinkageError e) {
            obstacle = noPlane(e);
            LoggerFactory.getLogger(Ways.class).debug("{}", obstacle, e);
        }
        List<Way> all;
        synchronized (waiting) {
            opened = obstacle == null;
            opening = false;
            all = new ArrayList<>(waiting);
            waiting.clear();
        }
        for (Way way : all) {
            if (obstacle == null) {
                dial(way);
            } else {
                way.noPlane(obstacle);
            }
        }
    }

    private void dial(Way way) {
        try {
            way.dial(data.get());
        } catch (RuntimeException e) {
            way.noPlane(noPlane(e));
        }
    }

    private static String noPlane(Throwable cause) {
        return "the data plane can't be used: " + cause.getMessage();
    }
}
