package io.meshwork.bootstrap.allocator;

import io.meshwork.AllocSpec;
import io.meshwork.bootstrap.budget.Budget;
import io.meshwork.bootstrap.launch.EndOfJvm;
import io.meshwork.bootstrap.launch.Standby;
import io.meshwork.bootstrap.launch.StandbySource;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts that stand by in this JVM for its next meshes. Once the hosts of an allocation have come up, as many alike as
 * {@code mesh.standby} says are started while a core is idle, and kept until they are taken, until others are wanted,
 * until room is asked for, or until the JVM ends. For any thread.
 */
public final class Reserve {

    private static final Logger log = LoggerFactory.getLogger(Reserve.class);
    private static final long LOOK_MILLIS = 200;
    private static final long EXPECTED_SECONDS = 2; // to be forked in
    private static final int MOST_LOOKS = 50; // after something came up, or ended
    private static final double IDLE_ENOUGH = 0.5;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /* Its thread forks, and stays as long as the JVM. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Reserve::daemon);
    private final IdleCores idle = new IdleCores(); // confined to the timer
    private @Nullable Wanted latest; // guarded by this; null until something has come up
    private @Nullable StandbyHosts kept; // guarded by this
    private @Nullable Future<?> expected; // guarded by this; once a first mesh was said to come
    private int ends; // guarded by this
    private boolean looking; // guarded by this
    private int looks; // guarded by this; that are left
    private boolean hooked; // guarded by this
    private boolean over; // guarded by this

    private Reserve() {
        Budget.ofThisJvm().sparing(this::end);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mesh-standby");
        thread.setDaemon(true);
        return thread;
    }

    public static Reserve ofThisJvm() {
        return OfThisJvm.RESERVE;
    }

    /** What an allocation takes its hosts from, and whose like will stand by once it is up. */
    static StandbySource of(AllocSpec spec, JavaCommand java, Outlet output, Config config) {
        return Wanted.isNone(spec, config) ? StandbySource.NONE : new Source(Wanted.by(spec, java, output, config));
    }

    private record Source(Wanted wanted) implements StandbySource {

        @Override
        public @Nullable Standby take() {
            return ofThisJvm().take(wanted);
        }

        @Override
        public void cameUp() {
            ofThisJvm().want(wanted);
        }
    }

    /**
     * Hosts of such an allocation will be wanted soon: if they are the first of this JVM, they are started now, and come up
     * beside what else comes before them. Returns at once.
     */
    synchronized void expect(AllocSpec spec, Outlet output, Config config) {
        boolean first = expected == null && latest == null && kept == null;
        if (first && !over && !config.isDebugged()) {
            int endsBefore = ends;
            expected = timer.submit(() -> startExpected(spec, output, config, endsBefore));
        }
    }

    private void startExpected(AllocSpec spec, Outlet output, Config config, int endsBefore) {
        try {
            Wanted wanted = Wanted.by(spec, QuickJava.of(config).command(), output, config);
            StandbyHosts hosts = open(wanted, endsBefore);
            if (config.net("reaper")) {
                EndOfJvm.ofThisJvm().reaper(); // comes up beside them
            }
            for (int started = 0; hosts != null && started < wanted.hosts() && hosts.start(false); started++) {
                // until there are enough, or there is no room
            }
        } catch (MeshException | IOException e) {
            log.debug("none was started ahead", e);
        }
    }

    private void awaitExpected() {
        Future<?> starting;
        synchronized (this) {
            starting = expected;
        }
        try {
            if (starting != null) {
                starting.get(EXPECTED_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("what was started ahead is not there", e);
        }
    }

    private @Nullable Standby take(Wanted wanted) {
        awaitExpected();
        StandbyHosts hosts = wanted.config().isDebugged() ? null : kept();
        return hosts != null && hosts.isFor(wanted) ? hosts.take() : null;
    }

    private synchronized @Nullable StandbyHosts kept() {
        return kept;
    }

    private synchronized void want(Wanted wanted) {
        if (!over && !wanted.config().isDebugged()) {
            latest = wanted;
            look();
        }
    }

    /** An allocation has ended: there may be room, and a core. */
    synchronized void look() {
        looks = MOST_LOOKS;
        if (!looking && latest != null) {
            looking = true;
            timer.schedule(this::firstLook, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void firstLook() {
        idle.begin(System.nanoTime());
        lookLater();
    }

    private void lookLater() {
        timer.schedule(this::lookOnce, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookOnce() {
        boolean on = isLacking();
        if (on && idle.since(System.nanoTime()) >= IDLE_ENOUGH) {
            on = startOne();
        }
        synchronized (this) {
            looking = on && --looks > 0;
            if (looking) {
                lookLater();
            }
        }
    }

    private boolean isLacking() {
        Wanted wanted;
        StandbyHosts hosts;
        synchronized (this) {
            wanted = latest;
            hosts = kept;
        }
        return wanted != null && (hosts == null || !hosts.isFor(wanted) || hosts.size() < wanted.hosts());
    }

    /** @return false if there is no use in going on */
    private boolean startOne() {
        try {
            Wanted wanted;
            int endsBefore;
            synchronized (this) {
                wanted = latest;
                endsBefore = ends;
            }
            StandbyHosts hosts = wanted != null ? open(wanted, endsBefore) : null;
            return hosts != null && hosts.start(true);
        } catch (MeshException | IOException e) {
            log.debug("none stands by", e);
            return false;
        }
    }

    /* Those that nobody wants any more go first. */
    private @Nullable StandbyHosts open(Wanted wanted, int endsBefore) throws IOException {
        StandbyHosts unwanted;
        synchronized (this) {
            if (ends != endsBefore || over) {
                return null;
            }
            if (kept != null && kept.isFor(wanted)) {
                return kept;
            }
            if (wanted.config().net("hook") && !hooked) {
                EndOfJvm.ofThisJvm().first(this::endForGood);
                hooked = true;
            }
            unwanted = kept;
            kept = StandbyHosts.open(wanted);
        }
        if (unwanted != null) {
            unwanted.close();
        }
        return kept();
    }

    /**
     * Has them started now, whatever else the machine does, and waits until they are ready.
     *
     * @return whether they are: not before hosts have come up in this JVM, nor where there is no room
     */
    public boolean awaitReady(Duration bound) {
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        Future<?> fill = timer.submit(() -> {
            while (isLacking() && startOne()) {
                // until there are enough
            }
        });
        while (System.nanoTime() < deadlineNanos && !Thread.currentThread().isInterrupted()) {
            StandbyHosts hosts = kept();
            if (fill.isDone() && (hosts == null || isLacking())) {
                return false;
            }
            if (fill.isDone() && hosts.areReady()) {
                return true;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return false;
    }

    /** The launch ids of the hosts that stand by. */
    public List<String> launchIds() {
        StandbyHosts hosts = kept();
        return hosts != null ? hosts.launchIds() : List.of();
    }

    /** Ends those that stand by, and returns when they are gone. Others may be started when hosts have come up again. */
    public void end() {
        StandbyHosts ended;
        boolean starting;
        synchronized (this) {
            starting = latest != null || expected != null;
            latest = null;
            expected = null;
            ends++;
            ended = kept;
            kept = null;
        }
        if (ended != null) {
            ended.close();
        }
        if (starting) {
            awaitStarting();
        }
        if (ended != null) {
            ended.deleteDirectory(); // again: one that was being started may have made a file in it
        }
    }

    /* One that was just being started is ended by who starts it. */
    private void awaitStarting() {
        CompletableFuture.runAsync(() -> {}, timer)
                .completeOnTimeout(null, EXPECTED_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void endForGood() {
        synchronized (this) {
            over = true;
        }
        end();
    }

    private static final class OfThisJvm {
        private static final Reserve RESERVE = new Reserve();
    }
}
