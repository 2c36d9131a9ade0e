package io.meshwork.mailbox;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that run the actors of a process. As many as cores, and one more each time that runnable actors wait and
 * no turn has ended for 10 ms: handlers may block without blocking other actors (MB-3), up to a limit.
 *
 * <p>All threads are daemons.
 */
public final class Workers implements Turns, AutoCloseable {

    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int CALM_ROUNDS = 100;

    private final ThreadPoolExecutor pool;
    private final int base;
    private final int most;
    private final Thread watchdog;
    private volatile @Nullable IntConsumer whenFull;
    private volatile boolean watching;
    private volatile boolean closed;

    /** @param most threads, at the most; at least 1 */
    public Workers(String name, int most) {
        this.base = Math.min(most, Math.max(2, Runtime.getRuntime().availableProcessors()));
        this.most = most;
        pool = new ThreadPoolExecutor(
                base, most, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new NumberedThreads(name));
        watchdog = new Watchdog(name + "-watchdog");
        watchdog.start();
    }

    /** Called, with their number, again and again while tasks wait, none ends and there can be no more workers. */
    public void whenFull(IntConsumer listener) {
        whenFull = listener;
    }

    /** Never blocks. After {@link #close()} the task is dropped: nobody waits for it any more. */
    @Override
    public void execute(Runnable task) {
        if (closed) {
            return;
        }
        pool.execute(task);
        if (!watching && !pool.getQueue().isEmpty()) {
            LockSupport.unpark(watchdog);
        }
    }

    /** Interrupts what runs and ends the threads; does not wait for them. */
    @Override
    public void close() {
        closed = true;
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        pool.shutdownNow();
        LockSupport.unpark(watchdog);
    }

    private void watch() {
        while (!closed) {
            watching = false;
            if (pool.getQueue().isEmpty()) {
                LockSupport.park(this);
            }
            watching = true;
            watchWhileBusy();
        }
    }

    private void watchWhileBusy() {
        long ended = pool.getCompletedTaskCount();
        int calm = 0;
        while (!closed && calm < CALM_ROUNDS) {
            LockSupport.parkNanos(this, WATCH_NANOS);
            long endedNow = pool.getCompletedTaskCount();
            boolean waiting = !pool.getQueue().isEmpty();
            if (waiting && endedNow == ended) {
                grow();
            }
            calm = waiting ? 0 : calm + 1;
            ended = endedNow;
        }
        pool.setCorePoolSize(base);
    }

    private void grow() {
        int size = Math.max(pool.getCorePoolSize(), pool.getPoolSize());
        if (size < most) {
            pool.setCorePoolSize(size + 1);
            log().debug("worker added, as handlers block: workers={}", size + 1);
            return;
        }
        IntConsumer listener = whenFull;
        if (listener != null) {
            listener.accept(size);
        }
    }

    private static final class NumberedThreads implements ThreadFactory {

        private final String name;
        private final AtomicInteger number = new AtomicInteger();

        NumberedThreads(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }

    private final class Watchdog extends Thread {

        Watchdog(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            watch();
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Workers.class);
    }
}
