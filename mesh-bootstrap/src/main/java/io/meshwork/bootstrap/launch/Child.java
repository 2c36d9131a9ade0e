package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.handshake.Frames;
import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.host.Leftover;
import io.meshwork.host.ProcEnd;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcEvent;
import io.meshwork.proc.ProcLife;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.StartPhases;
import io.meshwork.transport.link.Link;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.WireOutput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process from its launch to its end, as its parent knows it. Its listener hears each state once, in order; what
 * the child said and printed last is heard before a terminal one (LA-1). For any thread.
 */
public final class Child {

    /* A child that said bye has only its shutdown hooks to run; a thread of the user's in native code may hold it up. */
    private static final Duration AFTER_BYE = Duration.ofMillis(500); // at least, else a grace
    /* The end of a process may be seen before the last it said is read; its link ends right after that. */
    private static final Duration HEARD_OUT = Duration.ofSeconds(2);

    /** Hears of a child's states. Called while the state is locked: must not block and not ask the child to do things. */
    public interface Listener {
        void changed(Child child, ProcStatus status);
    }

    /** What comes between the end of a child's process and the telling of it. May block. */
    interface Aftermath {

        /** Ends what the child left behind, and tells of it. */
        List<Leftover> clear(Child child, Ladder ladder, boolean saidBye);

        /** What is likely behind the end, for people; empty if nothing is known. */
        String likely(Child child, ExitStatus exit, List<String> tail, List<String> sent);
    }

    private final Launch launch;
    private final Duration graceOfAnEnd;
    private final Aftermath aftermath;
    private final ProcLife life; // also the lock of what is guarded
    private final Ladder ladder;
    private final StartClock clock = new StartClock();
    private final CompletableFuture<ProcEnd> end = new CompletableFuture<>();
    private final CompletableFuture<Void> linkEnd = new CompletableFuture<>();
    private volatile String launchId;
    private volatile @Nullable ChildProcess process;
    private volatile @Nullable ProcId proc;
    private volatile @Nullable Integer byeCode;
    private volatile @Nullable Link link;
    private volatile List<Leftover> left = List.of();

    /**
     * @param grace of one that is asked to end
     * @param graceOfAnEnd of one that said bye, or can't be asked any more
     * @param timer of the ladder; nobody else's, so that nobody holds it up
     */
    Child(
            Launch launch,
            String launchId,
            Duration grace,
            Duration graceOfAnEnd,
            Listener listener,
            Aftermath aftermath,
            ScheduledExecutorService timer) {
        this.launch = launch;
        this.launchId = launchId;
        this.graceOfAnEnd = graceOfAnEnd;
        this.aftermath = aftermath;
        life = new ProcLife(launch.procName(), new Told(listener));
        ladder = new Ladder(grace, timer, new Ending());
    }

    public Launch launch() {
        return launch;
    }

    /** Of one that stood by before it has come up, that which it had then. */
    public String launchId() {
        return launchId;
    }

    /** Becomes this one: what stood by with that launch id. */
    void becomes(String standbyLaunchId) {
        launchId = standbyLaunchId;
    }

    public ProcStatus status() {
        return life.status();
    }

    /** Known from its hello on. */
    public @Nullable ProcId proc() {
        return proc;
    }

    /** 0 before there is a process. */
    public long pid() {
        ChildProcess running = process;
        return running != null ? running.pid() : 0;
    }

    /** For people; empty before there is a process. */
    public String commandLine() {
        ChildProcess running = process;
        return running != null ? running.commandLine() : "";
    }

    /** What the steps of its start took; null before it is ready. */
    public @Nullable StartPhases phases() {
        return clock.phases();
    }

    /** Completes when its process is gone, never exceptionally. */
    public CompletableFuture<ProcEnd> end() {
        return end.copy();
    }

    /** How it ended; asked of one that has. */
    public ProcEnd ending() {
        return new ProcEnd(launch.procName(), pid(), status(), ladder.took(), ladder.forced(), left);
    }

    /** Where control envelopes for it go; they are lost once it is gone. */
    public Sender route() {
        return new Route();
    }

    /**
     * Ends it: asks its agent if it is ready, then SIGTERM, then SIGKILL, a grace apart; its descendants go with it.
     * Completes when its process is gone.
     */
    public CompletableFuture<ProcEnd> stop(String reason) {
        if (status().isTerminal() || !ladder.begin()) {
            return end();
        }
        boolean wasReady;
        synchronized (life) {
            wasReady = life.status() instanceof ProcStatus.Ready;
            life.apply(new ProcEvent.StopAsked(pid()));
        }
        Link open = link;
        if (wasReady && open != null && !ladder.isStandingStill()) {
            WireOutput body = new WireOutput();
            body.writeString(reason);
            open.send(Frames.STOP, body);
            ladder.asked();
        } else {
            ladder.terminate("stop: " + reason);
        }
        return end();
    }

    /**
     * Sends a signal; only the parent that started a process does so (LA-2).
     *
     * @return as {@link io.meshwork.host.ProcManager#signal}
     */
    public CompletableFuture<Boolean> signal(int signal) {
        ChildProcess running = process;
        return running == null || end.isDone()
                ? CompletableFuture.completedFuture(false)
                : new SentSignal(running, ladder, end, signal).effect();
    }

    /** Ends its process at once, without a word. */
    public void kill(String why) {
        ladder.killNow(why);
    }

    /** What stood by was told to become this one: for it, that is what a fork is for others. */
    void told() {
        clock.forked();
    }

    void launched(ChildProcess started) {
        clock.forked();
        runs(started);
    }

    /** There is a process, of which is heard from now on. */
    void runs(ChildProcess started) {
        process = started;
        ladder.found(started); // before anybody hears that it runs, and asks it to stop
        synchronized (life) {
            if (life.status() instanceof ProcStatus.Starting) { // else it was asked to stop before
                life.apply(new ProcEvent.Launched(started.pid()));
            }
        }
        started.exit().thenAcceptAsync(new Ended(started), new OwnThread());
    }

    private void ended(ChildProcess started, ExitStatus exit) {
        awaitHeardOut();
        try {
            left = aftermath.clear(this, ladder, byeCode != null);
        } catch (RuntimeException | Error e) {
            log().error("{} what it left behind could not be cleared", this, e);
        }
        exited(started, exit);
    }

    void notLaunched(String reason) {
        finish(new ProcEvent.Lost(reason));
    }

    /**
     * Its first word: told which proc to run.
     *
     * @return whether it was the first; a second hello is ignored
     */
    boolean hello(Link from, Hello hello) {
        ProcId id = new ProcId(launch.procName(), hello.address());
        synchronized (life) {
            if (proc != null) {
                log().warn("{} said hello twice", this);
                return false;
            }
            clock.heard(hello);
            proc = id;
            link = from;
        }
        from.send(Frames.START_PROC, new StartProc(id, launch.extent(), launch.rank()).toBody());
        return true;
    }

    void startedProc() {
        clock.ready();
        life.apply(new ProcEvent.Served(pid()));
    }

    void bye(int code) {
        byeCode = code;
        ladder.lookBelow();
        long patience = Math.max(AFTER_BYE.toMillis(), graceOfAnEnd.toMillis());
        ladder.insistAfter(Duration.ofMillis(patience), "it said bye and did not end within " + patience + " ms");
    }

    /** Nothing more comes on its link. A child that then does not end can't be asked for anything any more. */
    void linkEnded() {
        linkEnd.complete(null);
        ladder.killAfter(
                graceOfAnEnd,
                "its control link was lost, and it did not end within " + graceOfAnEnd.toMillis() + " ms");
    }

    /** Whether it was asked to end, or made to. */
    boolean isStopAsked() {
        return ladder.isBegun();
    }

    private void awaitHeardOut() {
        if (link != null) {
            linkEnd.completeOnTimeout(null, HEARD_OUT.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
    }

    private void exited(ChildProcess ended, ExitStatus exit) {
        List<String> tail = ended.tail();
        Integer said = byeCode;
        if (said != null) {
            finish(new ProcEvent.Exited(said, tail, ""));
            return;
        }
        String likely = likely(exit, tail);
        if (exit instanceof ExitStatus.Signalled signalled) {
            finish(new ProcEvent.Signalled(signalled.signal(), tail, likely));
        } else {
            finish(new ProcEvent.Exited(((ExitStatus.Exited) exit).code(), tail, likely));
        }
    }

    private String likely(ExitStatus exit, List<String> tail) {
        try {
            return aftermath.likely(this, exit, tail, ladder.sent());
        } catch (RuntimeException | Error e) {
            log().warn("{} nothing can be said about its end", this, e);
            return "";
        }
    }

    private void finish(ProcEvent last) {
        life.apply(last);
        Link open = link;
        if (open != null) {
            open.close();
        }
        end.complete(ending());
    }

    private void send(Envelope envelope) {
        Link open = link;
        if (open != null) {
            Frames.send(open, envelope);
        } else {
            log().debug("{} has said no hello yet: {} dropped", this, envelope);
        }
    }

    @Override
    public String toString() {
        return "child " + launch.procName() + " pid " + pid();
    }

    private final class Route implements Sender {
        @Override
        public void post(Envelope envelope) {
            send(envelope);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Child.class);
    }

    /* No lambdas on the way to a child's start: a host's procs wait for what they cost. */

    private final class Told implements Consumer<ProcStatus> {
        private final Listener listener;

        Told(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void accept(ProcStatus status) {
            listener.changed(Child.this, status);
        }
    }

    private final class Ending implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return byeCode != null || status().isTerminal();
        }
    }

    private final class Ended implements Consumer<ExitStatus> {
        private final ChildProcess started;

        Ended(ChildProcess started) {
            this.started = started;
        }

        @Override
        public void accept(ExitStatus exit) {
            ended(started, exit);
        }
    }

    /** It may take its time, which nobody else's thread has. */
    private final class OwnThread implements Executor {
        @Override
        public void execute(Runnable task) {
            Thread thread = new Thread(task, "mesh-end-" + pid());
            thread.setDaemon(true);
            thread.start();
        }
    }
}
