package io.meshwork.gateway;

import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.pressure.Pressure;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.Transport;
import io.meshwork.transport.netty.Limits;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.Undeliverable.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routing table of a process. An envelope goes to a proc of this process; or, on the control plane, along the links
 * to children and parent; or, on the data plane, straight to the process that its destination's address names, the first
 * few along the links too (G-3). What has no way comes back to its sender (G-1).
 *
 * <p>{@link #post} never throws and never blocks.
 */
public final class Gateway implements Sender, Inbound {

    /* A killed process's sockets break before its parent tells that it ended, and the end is what people should read. */
    private static final long END_MAY_FOLLOW_MILLIS = 2_000;

    private final Address self;
    private final @Nullable Ways ways; // none where all takes one way
    private final ConcurrentHashMap<String, Sender> procs = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Address, Sender> links = new ConcurrentHashMap<>();
    private final Ends ends = new Ends();
    private final CopyOnWriteArrayList<EndListener> endListeners = new CopyOnWriteArrayList<>();
    private final Arrivals arrivals = new Arrivals();
    private final Counts counts = new Counts();
    private volatile @Nullable Sender parent;
    private volatile @Nullable Pressure pressure;

    private record Lost(Category category, String reason) {}

    /** Hears of processes that ended. */
    public interface EndListener {
        /** @param wanted whether it was asked to end */
        void ended(Address address, String reason, boolean wanted);
    }

    /** Of a process that sends data by that plane, once there is enough of it. */
    public Gateway(DataPlane data) {
        this(data.address(), data, data.limits());
    }

    /** The same with another transport, asked for anew each time, and the standard limits. */
    public Gateway(Address self, Supplier<Transport> data) {
        this(self, data, Limits.of(Integer.MAX_VALUE));
    }

    /**
     * @param self where this process takes connections
     * @param limits of its connections
     */
    Gateway(Address self, Supplier<Transport> data, Limits limits) {
        this.self = self;
        ways = new Ways(this, data, limits);
    }

    private Gateway(Address self, Sender parent) {
        this.self = self;
        ways = null;
        this.parent = parent;
    }

    /** Of a process that has no data plane: all that is not for itself takes that way. */
    public static Gateway within(Address self, Sender network) {
        return new Gateway(self, network);
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
        arrivals.forget(process);
        if (ways != null) {
            ways.ended(process, reason);
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
            arrived(envelope, to);
            return;
        }
        counts.left(envelope);
        String reason = ends.reason(to.address());
        if (reason != null) {
            bounce(envelope, Category.PROCESS_ENDED, reason);
        } else if (envelope.control() || ways == null || to.address() instanceof Address.InProcess) {
            forward(envelope, to.address());
        } else {
            send(envelope, to.address(), ways);
        }
    }

    private void arrived(Envelope envelope, ProcId to) {
        switch (envelope.kind()) {
            case CARRIED -> unload(envelope);
            case CARRIAGE -> hear(Carriage.word(envelope), addressOfSender(envelope));
            default -> {
                counts.arrived(envelope, self);
                deliver(envelope, to);
            }
        }
    }

    /* First it is handed on, and then its sender hears that it has come: the next may come by another way (G-3). */
    private void unload(Envelope carried) {
        long number = Carriage.number(carried);
        if (number == Carriage.UNNUMBERED) {
            post(Carriage.content(carried));
            return;
        }
        Address from = addressOfSender(carried);
        Arrivals.Arrival arrival = arrivals.of(from);
        synchronized (arrival) {
            if (!arrival.admits()) {
                return;
            }
            post(Carriage.content(carried));
            arrival.taken(number);
        }
        post(Carriage.taken(number, from, self));
    }

    private void hear(Carriage.Word word, Address from) {
        if (word instanceof Carriage.Word.Cut) {
            cut(from);
        } else if (ways != null) {
            ways.hear(word, from);
        }
    }

    /* Answered on the line that the question came by: the links may be slow. */
    private void cut(Address from) {
        Arrivals.Arrival arrival = arrivals.of(from);
        long last;
        synchronized (arrival) {
            last = arrival.close();
        }
        Pressure told = pressure;
        Sender line = told == null ? null : told.lineTo(from);
        Sender way = line == null ? this : line;
        way.post(Carriage.endsAt(last, from, self));
    }

    private static Address addressOfSender(Envelope envelope) {
        return envelope.from().proc().address();
    }

    /** Opens the data plane, if it isn't, on a thread of its own. */
    void listen() {
        if (ways != null) {
            ways.listen();
        }
    }

    /** Whether data for that process takes a connection, and nothing of it is on the links any more. */
    boolean hasConnectionTo(Address peer) {
        return ways != null && ways.to(peer).hasConnection();
    }

    /** Waits, bounded, until all that was posted is on its way. */
    void settle(Duration bound) {
        if (ways != null) {
            ways.settle(bound);
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
        List<Envelope> unsent = new ArrayList<>(loss.unsent());
        if (ways != null && ways.lost(connection, unsent)) {
            forgetWhatIsFullAt(connection.peer());
        }
        if (loss.sent().isEmpty() && unsent.isEmpty()) {
            return;
        }
        Lost lost = new Lost(loss.category(), loss.reason());
        ends.of(connection.peer())
                .thenApply(known -> new Lost(Category.PROCESS_ENDED, known))
                .completeOnTimeout(lost, END_MAY_FOLLOW_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(why -> comeBack(loss.sent(), unsent, why.category(), why.reason()));
    }

    @Override
    public void reached(Connection connection) {
        if (ways != null) {
            ways.reached(connection);
        }
    }

    @Override
    public void interrupted(Connection connection) {
        forgetWhatIsFullAt(connection.peer());
        if (ways != null) {
            ways.interrupted(connection);
        }
    }

    /* It is told anew to who sends there. */
    private void forgetWhatIsFullAt(Address peer) {
        Pressure told = pressure;
        if (told != null) {
            told.forget(peer);
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

    void comeBack(List<Envelope> sent, List<Envelope> unsent, Category category, String reason) {
        for (Envelope envelope : sent) {
            bounce(envelope, category, reason + Undeliverable.MAY_BE_RECEIVED);
        }
        for (Envelope envelope : unsent) {
            bounce(envelope, category, reason);
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

    /** The first hop along the links; null if none leads there. */
    @Nullable
    Sender linkTo(Address process) {
        Sender link = links.get(process);
        return link != null ? link : parent;
    }

    private void forward(Envelope envelope, Address to) {
        Sender link = linkTo(to);
        if (link != null) {
            link.post(envelope);
        } else if (ways != null && envelope.isForGateways() && !(to instanceof Address.InProcess)) {
            ways.to(to).post(envelope);
        } else {
            bounce(envelope, Category.NO_WAY, "no way to that process: address=" + to);
        }
    }

    private void send(Envelope envelope, Address peer, Ways by) {
        Envelope leaving;
        try {
            leaving = envelope.leaving();
        } catch (CannotTravelException e) {
            keep(envelope, e.getMessage());
            return;
        }
        Sender link = leaving.isNotice() ? linkTo(peer) : null;
        if (link != null) { // never behind data
            link.post(Carriage.carried(Carriage.UNNUMBERED, leaving, self));
            return;
        }
        Way way = by.to(peer);
        way.post(leaving);
        if (!way.hasRoom()) {
            filled(peer, way);
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
    private void filled(Address peer, Way way) {
        Pressure told = pressure;
        if (told != null && told.wayFilled(peer)) {
            way.whenRoom(() -> told.wayFree(peer));
        }
    }

    void bounce(Envelope envelope, Category category, String reason) {
        if (envelope.mayBounce()) {
            post(envelope.bounced(category, reason));
            return;
        }
        if (envelope.kind() == Envelope.Kind.CARRIED) {
            refuse(envelope, category, reason);
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

    /* Who sent it keeps it, and gives it back. */
    private void refuse(Envelope carried, Category category, String reason) {
        long number = Carriage.number(carried);
        if (number != Carriage.UNNUMBERED) {
            Address peer = carried.to().actor().proc().address();
            post(Carriage.refused(number, category, reason, addressOfSender(carried), peer));
        }
    }
}
