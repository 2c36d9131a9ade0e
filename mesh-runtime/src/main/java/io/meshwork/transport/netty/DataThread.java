package io.meshwork.transport.netty;

import io.meshwork.pressure.Forwarding;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the one thread of a transport, and waits for its end. */
final class DataThread implements ThreadFactory {

    private volatile @Nullable Thread thread;

    @Override
    public Thread newThread(Runnable task) {
        Thread made = new Loop(task);
        made.setDaemon(true);
        thread = made;
        return made;
    }

    private static final class Loop extends FastThreadLocalThread implements Forwarding {
        Loop(Runnable task) {
            super(task, "mesh-data");
        }
    }

    /** @return whether it is gone */
    boolean join(Duration patience) throws InterruptedException {
        Thread made = thread;
        if (made == null) {
            return true;
        }
        TimeUnit.NANOSECONDS.timedJoin(made, patience.toNanos());
        return !made.isAlive();
    }
}
