package io.meshwork.gateway;

import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.pressure.Pressure;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.Transport;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.Undeliverable.Category;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routing table of a process. An envelope goes to a proc of this process; or, on the control plane, along the links
 * to children and parent; or, on the data plane, straight to the process that its destination's address names. What has
 * no way comes back to its sender (G-1).
 *
 * <p>{@link #post} never throws; it blocks only while the first data envelope of the process opens the data plane.
 */
public final class Gateway implements Sender, Inbound {

    /* A killed process's sockets break before its parent tells that it ended, and the end is what people should read. */
    private static final long END_MAY_FOLLOW_MILLIS = 2_000;

    private final Address self;
    private final @Nullable Supplier<Transport> data;
    private final ConcurrentHashMap<String, Sender> procs = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Address, Sender> links = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Address, Connection> connections = new ConcurrentHashMap<>();
    private final Ends ends = new Ends();
    private final CopyOnWriteArrayList<EndListener> endListeners = new CopyOnWriteArrayList<>();
    private final Counts counts = new Counts();
    private volatile @Nullable Sender parent;
    private volatile @Nullable Pressure pressure;

    private record Lost(Category category, String reason) {}

    /** Hears of processes that ended. */
    public interface EndListener {
        /** @param wanted whether it was asked to end */
        void ended(Address address, String reason, boolean wanted);
    }

    /**
     * @param self where this process takes connections
     * @param data the data plane, opened when it is first asked for; asked for again each time
     */
    public Gateway(Address self, Supplier<Transport> data) {
        this(self, data, null);
    }

    private Gateway(Address self, @Nullable Supplier<Transport> data, @Nullable Sender parent) {
        this.self = self;
        this.data = data;
        this.parent = parent;
    }

    /** Of a process that has no data plane: all that is not for itself takes that way. */
    public static Gateway within(Address self, Sender network) {
        return new Gateway(self, null, network);
    }

    public Address self() {
        return self;
    }

    /** A proc of this process. */
    public void serve(String procName, Sender proc) {
        procs.put(procName, proc);
    }

    /** Where control envelopes go that have no other way. */
    public void parent(Sender link) {
        parent = link;
    }

    /**
     * The way to another process: its own link, or the link of the one it stands behind. Data takes it too where the
     * process takes no connections.
     */
    public void link(Address process, Sender link) {
        ends.forget(process);
        links.put(process, link);
    }

    /** A way to a process, for want of a better one. */
    public void linkUnlessKnown(Address process, Sender link) {
        if (!process.equals(self)) {
            links.putIfAbsent(process, link);
        }
    }

    /**
     * The way to a process leads by way of another one.
     *
     * @return false if there is no way to that one
     */
    public boolean via(Address process, Address hop) {
        Sender link = links.get(hop);
        if (link != null) {
            link(process, link);
        }
        return link != null;
    }

    /** Hears of connections that are full. */
    public void tell(Pressure pressure) {
        this.pressure = pressure;
    }

    public void onEnd(EndListener listener) {
        endListeners.add(listener);
    }

    /**
     * A process is gone: nothing is sent there any more, and what waits for it hears the reason. First word stands, until
     * {@link #link} or {@link #via} tell the way to a new process at that address.
     *
     * @param wanted whether it was asked to end
     */
    public void ended(Address process, String reason, boolean wanted) {
        if (!ends.of(process).complete(reason)) {
            return;
        }
        links.remove(process);
        Connection connection = connections.remove(process);
        if (connection != null) {
            connection.lose(reason);
        }
        for (EndListener listener : endListeners) {
            listener.ended(process, reason, wanted);
        }
    }

    /** A process that has ended has another one in its place: that is what people should read from now on. */
    public void replaced(Address process, String reason) {
        ended(process, reason, false);
        ends.replace(process, reason);
    }

    /** Why nothing can be had from that process any more; null if it is not known to have ended. */
    public @Nullable String whyEnded(Address process) {
        return ends.reason(process);
    }

    /** What has passed between this process and others so far. */
    public Statistics statistics() {
        return counts.statistics();
    }

    @Override
    public void post(Envelope envelope) {
        ProcId to = envelope.to().actor().proc();
        if (to.address().equals(self)) {
            counts.arrived(envelope, self);
            deliver(envelope, to);
            return;
        }
        counts.left(envelope);
        String reason = ends.reason(to.address());
        if (reason != null) {
            bounce(envelope, Category.PROCESS_ENDED, reason);
        } else if (envelope.control() || data == null || to.address() instanceof Address.InProcess) {
            forward(envelope, to.address());
        } else {
            send(envelope, to.address());
        }
    }

    /** From the data plane. */
    @Override
    public void received(Envelope envelope) {
        post(envelope);
    }

    /**
     * From the data plane: the peer may be dialled again by the next envelope. What was not acknowledged comes back when it
     * is known that the peer has ended, with that reason, or else a moment later.
     */
    @Override
    public void lost(Connection connection, Loss loss) {
        connections.remove(connection.peer(), connection);
        interrupted(connection);
        if (loss.sent().isEmpty() && loss.unsent().isEmpty()) {
            return;
        }
        Lost lost = new Lost(loss.category(), loss.reason());
        ends.of(connection.peer())
                .thenApply(known -> new Lost(Category.PROCESS_ENDED, known))
                .completeOnTimeout(lost, END_MAY_FOLLOW_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(why -> bounceAll(loss, why));
    }

    /* What there is full is told anew to who sends there. */
    @Override
    public void interrupted(Connection connection) {
        Pressure told = pressure;
        if (told != null) {
            told.forget(connection.peer());
        }
    }

    @Override
    public void dialledBy(Address peer, Sender back) {
        Pressure told = pressure;
        if (told != null) {
            told.backTo(peer, back);
        }
    }

    @Override
    public void leftBy(Address peer, Sender back) {
        Pressure told = pressure;
        if (told != null) {
            told.noWayBack(peer, back);
        }
    }

    private void bounceAll(Loss loss, Lost why) {
        for (Envelope envelope : loss.sent()) {
            bounce(envelope, why.category(), why.reason() + Undeliverable.MAY_BE_RECEIVED);
        }
        for (Envelope envelope : loss.unsent()) {
            bounce(envelope, why.category(), why.reason());
        }
    }

    private void deliver(Envelope envelope, ProcId to) {
        Sender proc = procs.get(to.name());
        if (proc != null) {
            proc.post(envelope);
        } else {
            bounce(envelope, Category.NO_SUCH_PROC, "no such proc in this process: proc=" + to);
        }
    }

    private void forward(Envelope envelope, Address to) {
        Sender link = links.get(to);
        if (link == null) {
            link = parent;
        }
        if (link != null) {
            link.post(envelope);
        } else {
            bounce(envelope, Category.NO_WAY, "no way to that process: address=" + to);
        }
    }

    private void send(Envelope envelope, Address peer) {
        Envelope leaving;
        try {
            leaving = envelope.leaving();
        } catch (CannotTravelException e) {
            keep(envelope, e.getMessage());
            return;
        }
        Connection connection = connections.get(peer);
        try {
            Connection to = connection != null ? connection : dial(peer, Objects.requireNonNull(data));
            to.post(leaving);
            if (!to.hasRoom()) {
                filled(to);
            }
        } catch (RuntimeException e) {
            bounce(envelope, Category.NO_WAY, "the data plane can't be used: " + e.getMessage());
        }
    }

    /* It was passed as it is, and is for another JVM. Who waits for an answer hears why there is none. */
    private void keep(Envelope envelope, String reason) {
        if (envelope.kind() == Envelope.Kind.REPLY) {
            post(envelope.refused(Category.NO_WAY, "answer: " + reason));
        } else {
            bounce(envelope, Category.NO_WAY, reason);
        }
    }

    /* What has been posted is sent; who sends the next is to wait (BP-2). */
    private void filled(Connection connection) {
        Pressure told = pressure;
        if (told != null && told.wayFilled(connection.peer())) {
            connection.whenRoom(() -> told.wayFree(connection.peer()));
        }
    }

    /* Not inside of the map: a connection that is lost at once is taken out of it. */
    private Connection dial(Address peer, Supplier<Transport> plane) {
        Connection made = plane.get().dial(peer);
        Connection first = connections.putIfAbsent(peer, made);
        if (first == null) {
            return made;
        }
        made.close();
        return first;
    }

    private void bounce(Envelope envelope, Category category, String reason) {
        if (envelope.mayBounce()) {
            post(envelope.bounced(category, reason));
            return;
        }
        log().debug("{} dropped: {}", envelope, reason);
        if (envelope.leavesGap(category)) {
            post(envelope.skipped());
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Gateway.class);
    }
}
