package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Children of this process that stand by: started, rehearsed, and alike. What one of them becomes, it is told when it is
 * taken (SB-1), which happens once (SB-2). For any thread.
 */
public final class Standbys implements StandbySource, AutoCloseable {

    private static final String NAME = "standby";
    private static final String READY = ".by";
    private static final long END_MILLIS = 1_000;

    private final Run run;
    private final LaunchIds ids;
    private final JavaCommand java;
    private final Outlet output;
    private final Config config;
    private final int below;
    private final Deque<Standby> waiting = new ArrayDeque<>(); // guarded by this
    private boolean closed; // guarded by this

    /** @param below how many children each of them has stand by */
    public Standbys(Run run, LaunchIds ids, JavaCommand java, Outlet output, Config config, int below) {
        this.run = run;
        this.ids = ids;
        this.java = java;
        this.output = output;
        this.config = config;
        this.below = below;
    }

    /** Of the one who starts other children here too: they are counted with these. */
    public LaunchIds ids() {
        return ids;
    }

    /**
     * Starts one more. To be called by a thread that stays.
     *
     * @param rehearses whether it rehearses: not where somebody waits for it
     * @throws io.meshwork.failure.MeshException if it can't be started
     */
    public void start(boolean rehearses) {
        String launchId = ids.next();
        ChildCommand command = ChildCommand.of(java.argv(ChildLauncher.MAIN, List.of(), run.directory()))
                .withEnvironment(Marks.RUN_ID, run.id())
                .withEnvironment(Marks.CHAIN, ids.chainOf(launchId))
                .withEnvironment(Marks.NAME, NAME);
        byte[] spec = spec(launchId, rehearses).toBytes();
        ChildProcess process = output.start(command, launchId, "", config.integer(Keys.TAIL_LINES));
        Standby made = new Standby(launchId, process);
        if (below > 0 && config.net("sweep")) {
            made.sweepOnceEnded(run, Duration.ofMillis(END_MILLIS));
        }
        tell(made, spec);
        synchronized (this) {
            if (!closed) {
                waiting.add(made);
                return;
            }
        }
        made.discard();
        awaitEnds(List.of(made));
    }

    private BootSpec spec(String launchId, boolean rehearses) {
        return new BootSpec(
                run.id(),
                run.secret(),
                run.directory(),
                launchId,
                ids.chainOf(launchId),
                run.directory(), // of no use to one that has no part
                false,
                output.handedDown(),
                java.handedDown(),
                config.handedDown(),
                List.of(),
                below,
                rehearses);
    }

    /**
     * Tells it something.
     *
     * @return false if it is gone
     */
    static boolean tell(Standby standby, byte[] spec) {
        try {
            OutputStream stdin = standby.process().stdin();
            stdin.write(spec);
            stdin.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /* The first of those that are ready, or else the first; those that can't be used any more go (SB-4). */
    @Override
    public synchronized @Nullable Standby take() {
        discardUnfit();
        Standby first = waiting.peek();
        for (Standby one : waiting) {
            if (isReady(one)) {
                first = one;
                break;
            }
        }
        if (first != null) {
            waiting.remove(first);
            first.taken(isReady(first));
        }
        return first;
    }

    private void discardUnfit() {
        waiting.removeIf(one -> {
            boolean unfit = !one.isFit();
            if (unfit) {
                one.discard();
            }
            return unfit;
        });
    }

    /** Those that can be taken, ready or not. */
    public synchronized int size() {
        discardUnfit();
        return waiting.size();
    }

    /** Whether all of them, and those below them, have rehearsed. */
    public synchronized boolean areReady() {
        for (Standby one : waiting) {
            if (!isReady(one)) {
                return false;
            }
        }
        return true;
    }

    private boolean isReady(Standby one) {
        boolean ready = Files.exists(readyFile(run.directory(), one.launchId()));
        for (int number = 1; ready && number <= below; number++) {
            ready = Files.exists(readyFile(run.directory(), LaunchIds.childOf(one.launchId(), number)));
        }
        return ready;
    }

    /** Whose being there says that the child of that launch id has rehearsed. */
    public static Path readyFile(Path runDirectory, String launchId) {
        return runDirectory.resolve(launchId + READY);
    }

    /* What has not been taken for what was started first is not wanted: kills it, and waits for nothing. */
    @Override
    public void cameUp() {
        drop();
    }

    /** The launch ids of those that wait, for a look at the processes of the run. */
    public synchronized List<String> launchIds() {
        List<String> found = new ArrayList<>();
        waiting.forEach(one -> found.add(one.launchId()));
        return found;
    }

    private List<Standby> drop() {
        List<Standby> dropped;
        synchronized (this) {
            closed = true;
            dropped = new ArrayList<>(waiting);
            waiting.clear();
        }
        dropped.forEach(Standby::discard);
        return dropped;
    }

    /** Kills those that have not been taken (SB-3): none of them has anything to lose. Returns when they are gone. */
    @Override
    public void close() {
        awaitEnds(drop());
    }

    private static void awaitEnds(List<Standby> discarded) {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        discarded.forEach(one -> ends.add(one.process().exit()));
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, END_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
