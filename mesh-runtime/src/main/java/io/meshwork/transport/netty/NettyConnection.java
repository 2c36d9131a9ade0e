package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.wire.Envelope;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A dialled connection. Any thread posts into its outbox; the event loop writes out of it, while the channel takes more
 * and the peer may have it.
 */
final class NettyConnection implements Connection, Runnable {

    /* The outbox is confined to the event loop, except that the queue in it takes from all threads, and that whoever finds
     * the event loop gone empties it. So emptying needs the monitor of the outbox; `over` is set under it. */

    private static final byte[] NOTHING = new byte[0];

    private final NettyTransport transport;
    private final Address peer;
    private final Outbox outbox;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable String over;

    private @Nullable Channel channel;
    private byte[] opening = NOTHING;
    private boolean connected;
    private boolean proven;
    private boolean closing;

    NettyConnection(NettyTransport transport, Address peer) {
        this.transport = transport;
        this.peer = peer;
        outbox = new Outbox(this, transport.maxFrameBytes());
    }

    @Override
    public Address peer() {
        return peer;
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
            lose(NettyTransport.CLOSED);
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
            lose("cannot write: " + NettyTransport.text(e));
        }
    }

    private void write() {
        while (mayWrite()) {
            Channel to = channel;
            Batch batch = to == null ? null : outbox.next(to.alloc(), opening);
            if (batch == null) {
                return;
            }
            opening = NOTHING;
            to.writeAndFlush(batch.bytes().retain()).addListener(batch);
        }
    }

    /** Until the acceptor has proved itself it gets one batch at most, which is kept: it may have to come back. */
    private boolean mayWrite() {
        if (over != null || channel == null || !channel.isWritable()) {
            return false;
        }
        return proven || connected && transport.speaksFirst() && outbox.nothingInFlight();
    }

    void attach(Channel dialer) {
        channel = dialer;
    }

    /** @param first what this end says before all frames */
    void connected(byte[] first) {
        opening = first;
        connected = true;
        run();
    }

    void proven() {
        proven = true;
        settle();
        run();
        if (closing) {
            closeNow();
        }
    }

    void settle() {
        if (proven && over == null) {
            outbox.forgetWritten();
        }
    }

    void refuse(Envelope envelope, long bytes) {
        transport.delivery().refuse(envelope, bytes);
    }

    /**
     * Ends the connection, once; later calls do nothing.
     *
     * @param what what happened to it
     */
    void lose(String what) {
        String reason = "connection lost: " + what + " peer=" + peer;
        List<Envelope> unsent;
        synchronized (outbox) {
            if (over != null) {
                return;
            }
            over = reason;
            unsent = outbox.takeUnsent(!proven);
        }
        transport.forget(this);
        if (channel != null) {
            channel.close();
        }
        transport.delivery().lost(this, reason, unsent);
    }

    /** What was posted too late comes back one by one (T-2). */
    private void giveBack() {
        List<Envelope> late;
        synchronized (outbox) {
            late = outbox.takeUnsent(true);
        }
        for (Envelope envelope : late) {
            transport.delivery().lost(this, "posted too late: " + over, List.of(envelope));
        }
    }

    @Override
    public void close() {
        try {
            transport.execute(this::closeOnceProven);
        } catch (RejectedExecutionException e) {
            lose(NettyTransport.CLOSED);
        }
    }

    /* Before the acceptor has proved itself hardly anything is sent, and all of that would come back. It has its time to
     * do so, and no longer. */
    private void closeOnceProven() {
        if (proven || outbox.isEmpty() && outbox.nothingInFlight()) {
            closeNow();
        } else {
            closing = true;
        }
    }

    void closeNow() {
        run();
        lose("closed by this end");
    }

    @Override
    public String toString() {
        return "connection to " + peer;
    }
}
