package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Loss;
import io.meshwork.transport.session.Opening;
import io.meshwork.transport.session.Room;
import io.meshwork.transport.session.SessionId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable.Category;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A dialled connection: a session with the acceptor, on one line after the other. Any thread posts into its outbox; the
 * event loop writes out of it, while there is a line, that takes more, to an acceptor that has proved itself and has said
 * how far it got.
 */
final class NettyConnection implements Connection, Runnable {

    /* The outbox is confined to the event loop, except that the queue in it takes from all threads, and that whoever finds
     * the event loop gone empties it. So emptying needs the monitor of the outbox; `over` is set under it. */

    private final NettyTransport transport;
    private final Address peer;
    private final SessionId session;
    private final boolean patient;
    private final Room room;
    private final Outbox outbox;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable String over;

    // confined to the event loop
    private final Redial redial = new Redial();
    private final DeliveryClock clock;
    private @Nullable DialHandler line;
    private @Nullable String broke;
    private long acceptor;
    private boolean up;
    private boolean reached;
    private boolean closing;
    private boolean asked;

    /** @param patient whether the peer may not listen yet when it is first dialled */
    NettyConnection(NettyTransport transport, Address peer, SessionId session, boolean patient) {
        this.transport = transport;
        this.peer = peer;
        this.session = session;
        this.patient = patient;
        room = new Room(transport.limits().connectionBytes());
        outbox = new Outbox(this, transport.limits().frameBytes(), room);
        clock = new DeliveryClock(transport, this);
    }

    @Override
    public Address peer() {
        return peer;
    }

    @Override
    public long pendingBytes() {
        return room.pendingBytes();
    }

    @Override
    public boolean hasRoom() {
        return room.isLeft();
    }

    @Override
    public void whenRoom(Runnable listener) {
        room.whenLeft(listener);
    }

    @Override
    public void post(Envelope envelope) {
        outbox.offer(envelope);
        if (over != null) {
            giveBack();
        } else if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            schedule();
        }
    }

    private void schedule() {
        try {
            transport.execute(this);
        } catch (RejectedExecutionException e) {
            lose(Category.CONNECTION_LOST, NettyTransport.CLOSED);
            giveBack();
        }
    }

    /** Writes what can be written now. On the event loop. */
    @Override
    public void run() {
        scheduled.set(false);
        if (over != null) {
            giveBack();
            return;
        }
        try {
            write();
        } catch (RuntimeException | OutOfMemoryError e) {
            lose(Category.CONNECTION_LOST, "cannot write: " + NettyTransport.text(e));
        }
    }

    private void write() {
        if (!outbox.isEmpty()) {
            clock.something();
        }
        DialHandler on = line;
        while (up && on != null && isOn(on) && on.channel().isWritable()) {
            Channel channel = on.channel();
            ByteBuf batch = outbox.next(channel.alloc());
            if (batch == null) {
                askIfClosing(channel);
                return;
            }
            asked = false;
            channel.writeAndFlush(batch, channel.voidPromise());
        }
    }

    /* So that who closes doesn't wait for the moment that an acceptor takes before it acknowledges. */
    private void askIfClosing(Channel channel) {
        if (closing && !asked) {
            asked = true;
            channel.writeAndFlush(Unpooled.wrappedBuffer(Flush.framed()), channel.voidPromise());
        }
    }

    // its lines

    /** Begins the next line. On the event loop. */
    void connect() {
        if (over != null) {
            return;
        }
        clock.down();
        try {
            transport.connect(this);
        } catch (RuntimeException e) {
            lose(Category.CONNECTION_LOST, "cannot connect: " + NettyTransport.text(e));
        }
    }

    void begin(DialHandler next) {
        line = next;
    }

    /** Whether it is the line of now. */
    boolean isOn(DialHandler handler) {
        return line == handler && over == null;
    }

    boolean isOver() {
        return over != null;
    }

    void notConnected(DialHandler handler, @Nullable Throwable cause) {
        if (!isOn(handler)) {
            return;
        }
        String first = broke;
        String what = (first == null ? "cannot connect: " : first + ", and cannot connect again: ")
                + NettyTransport.text(cause);
        boolean mayCome = patient && !reached;
        if (cause == null || !mayCome && transport.isGone(peer, cause)) {
            lose(Category.CONNECTION_LOST, what);
        } else {
            tryAgain(handler);
        }
    }

    void broken(DialHandler handler, String what, boolean wasProven) {
        if (!isOn(handler)) {
            return;
        }
        broke = what;
        if (!wasProven && !redial.mayTryAgainUnproven()) {
            lose(Category.CONNECTION_LOST, what + " before it had proved itself");
        } else {
            tryAgain(handler);
        }
    }

    private void tryAgain(DialHandler handler) {
        line = null;
        up = false;
        asked = false;
        handler.end();
        clock.down();
        if (reached) {
            transport.delivery().interrupted(this);
        }
        transport.schedule(this::connect, redial.pauseNanos());
    }

    /** What to say to an acceptor that has proved itself. */
    Opening opening() {
        return new Opening(session, acceptor, outbox.acknowledged() + 1, transport.address());
    }

    /**
     * The acceptor goes on with the session.
     *
     * @param received number of the last envelope it has
     * @return false if no acceptor of this session would say so
     */
    boolean welcomed(long incarnation, long received) {
        long meant = acceptor != 0 ? acceptor : peer.incarnation();
        if (meant != 0 && meant != incarnation) {
            return refused(incarnation);
        }
        acceptor = incarnation;
        if (!acknowledged(received, received > outbox.acknowledged())) {
            return false;
        }
        redial.proven();
        outbox.rewind();
        up = true;
        clock.up();
        run();
        tellReached();
        return true;
    }

    private void tellReached() {
        if (!reached) {
            reached = true;
            transport.delivery().reached(this);
        }
    }

    /** The acceptor doesn't know the session (T-7). */
    boolean refused(long incarnation) {
        lose(
                Category.CONNECTION_LOST,
                incarnation == acceptor ? "the peer has given it up" : "another process is at this address now");
        return true;
    }

    /** @return false if the acceptor can't have received so many */
    boolean acknowledged(long number) {
        return acknowledged(number, true);
    }

    /* A welcome that says the old number is not heard: the line may break whenever the peer gets what waits (T-8). */
    private boolean acknowledged(long number, boolean heard) {
        if (number > outbox.acknowledged()) {
            redial.progress();
        }
        if (!outbox.acknowledge(number)) {
            return false;
        }
        if (heard) {
            clock.heard(outbox.isEmpty());
        }
        if (closing && outbox.isEmpty()) {
            lose(Category.CONNECTION_LOST, NettyTransport.CLOSED_BY_THIS_END);
        }
        return true;
    }

    /** It is too large to be sent. On the event loop. */
    void refuse(Envelope envelope, long bytes) {
        if (outbox.isEmpty()) {
            clock.nothing();
        }
        transport.delivery().refuse(envelope, bytes);
    }

    // its end

    /**
     * Ends the connection, once; later calls do nothing.
     *
     * @param category as in {@link Loss}
     * @param what what happened to it
     */
    void lose(Category category, String what) {
        end(category, "connection lost: " + what + " peer=" + peer);
    }

    private void end(Category category, String reason) {
        List<Envelope> sent = new ArrayList<>(0);
        List<Envelope> unsent = new ArrayList<>(0);
        synchronized (outbox) {
            if (over != null) {
                return;
            }
            over = reason;
            outbox.moveTo(sent, unsent);
        }
        transport.forget(this);
        DialHandler last = line;
        if (last != null) {
            last.end();
        }
        sent.forEach(room::release);
        unsent.forEach(room::release);
        transport.delivery().lost(this, new Loss(category, reason, sent, unsent));
    }

    /** What was posted too late comes back one by one (T-2). */
    private void giveBack() {
        List<Envelope> late;
        synchronized (outbox) {
            late = outbox.takeLate();
        }
        for (Envelope envelope : late) {
            room.release(envelope);
            transport.delivery().lost(this, Loss.late("posted too late: " + over, envelope));
        }
    }

    @Override
    public void close() {
        onLoop(this::finish, NettyTransport.CLOSED);
    }

    @Override
    public void lose(String reason) {
        onLoop(() -> end(Category.PROCESS_ENDED, reason), reason);
    }

    private void onLoop(Runnable task, String reasonIfGone) {
        try {
            transport.execute(task);
        } catch (RejectedExecutionException e) {
            end(Category.CONNECTION_LOST, reasonIfGone);
        }
    }

    /** Ends when the peer has acknowledged what was posted, or the delivery time-out is over. On the event loop. */
    void finish() {
        if (outbox.isEmpty()) {
            lose(Category.CONNECTION_LOST, NettyTransport.CLOSED_BY_THIS_END);
        } else if (!closing) {
            closing = true;
            run();
        }
    }

    @Override
    public String toString() {
        return "connection to " + peer;
    }
}
