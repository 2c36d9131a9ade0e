package io.meshwork.transport.link;

import io.meshwork.pressure.ForwardingThread;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The thread under a {@link LinkLoop}: waits for channels, calls and deadlines, and serves them one after the other. {@link
 * #call} and {@link #close} are for any thread, {@link #time} for its own.
 */
final class SelectLoop implements Runnable {

    private static final long JOIN_MILLIS = 5000;

    private final Selector selector = Selector.open();
    private final Thread thread;

    private final ArrayDeque<Served> calls = new ArrayDeque<>(); // guarded by itself
    private boolean ended; // guarded by calls
    private volatile boolean closing;

    private final List<Served> timed = new ArrayList<>(); // confined to the thread

    SelectLoop(String threadName) throws IOException {
        thread = new ForwardingThread(this, threadName);
    }

    void start() {
        thread.start();
    }

    /** Ends all it serves, and the thread, for which it waits unless called on it. */
    void close() {
        closing = true;
        selector.wakeup();
        if (isOwnThread()) {
            return;
        }
        try {
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                LinkLoop.log()
                        .warn("control links closed, but their thread is still busy: afterMillis={}", JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Has it attended soon.
     *
     * @return false if the loop has ended
     */
    boolean call(Served served) {
        synchronized (calls) {
            if (ended) {
                return false;
            }
            if (served.called) {
                return true;
            }
            served.called = true;
            calls.add(served);
        }
        if (!isOwnThread()) {
            selector.wakeup();
        }
        return true;
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** Looks after its deadline until that is gone. */
    void time(Served served) {
        timed.add(served);
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (IOException | RuntimeException e) {
            LinkLoop.log().error("control links broke", e);
        } finally {
            endAll();
        }
    }

    private void serve() throws IOException {
        while (!closing) {
            selector.select(selectMillis());
            serveReady();
            expireTimed();
            attendCalled();
        }
    }

    /** Until the first deadline, rounded up; 0, which is for ever, if there is none. */
    private long selectMillis() {
        long least = Long.MAX_VALUE;
        long now = System.nanoTime();
        for (int i = 0; i < timed.size(); i++) {
            long deadline = timed.get(i).deadlineNanos();
            if (deadline != Served.NO_DEADLINE) {
                least = Math.min(least, Math.max(0, deadline - now) / 1_000_000 + 1);
            }
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    private void attendCalled() {
        for (Served next = nextCalled(); next != null; next = nextCalled()) {
            try {
                next.attend(selector);
            } catch (IOException | RuntimeException e) {
                next.end(text(e));
            }
        }
    }

    private @Nullable Served nextCalled() {
        synchronized (calls) {
            Served next = calls.poll();
            if (next != null) {
                next.called = false;
            }
            return next;
        }
    }

    private void serveReady() {
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            Served served = (Served) key.attachment();
            try {
                if (key.isValid()) {
                    served.ready(key);
                }
            } catch (RuntimeException e) {
                served.end(text(e));
            }
        }
    }

    private void expireTimed() {
        long now = System.nanoTime();
        for (int i = timed.size() - 1; i >= 0; i--) {
            Served served = timed.get(i);
            long deadline = served.deadlineNanos();
            if (deadline == Served.NO_DEADLINE) {
                timed.remove(i);
            } else if (deadline - now <= 0) {
                timed.remove(i);
                served.expire();
            }
        }
    }

    private void endAll() {
        synchronized (calls) {
            ended = true;
        }
        for (Served next = nextCalled(); next != null; next = nextCalled()) {
            next.end(null);
        }
        for (Object key : selector.keys().toArray()) {
            ((Served) ((SelectionKey) key).attachment()).end(null);
        }
        try {
            selector.close();
        } catch (IOException e) {
            LinkLoop.log().debug("closing the selector failed", e);
        }
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    }
}
