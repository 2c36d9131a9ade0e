package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.handshake.Frames;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.host.ProcEnd;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import io.meshwork.transport.link.Link;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.WireOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process from its launch to its end, as its parent knows it. Its state moves forward only; its listener hears
 * each state once, in order; what the child said and printed last is heard before a terminal one (LA-1). For any thread.
 */
public final class Child {

    private static final Logger log = LoggerFactory.getLogger(Child.class);
    /* A child that said bye has only its shutdown hooks to run; a thread of the user's in native code may hold it up. */
    private static final Duration AFTER_BYE = Duration.ofMillis(500);
    /* The end of a process may be seen before the last it said is read; its link ends right after that. */
    private static final Duration HEARD_OUT = Duration.ofSeconds(2);

    /** Hears of a child's states. Called while the state is locked: must not block and not ask the child to do things. */
    public interface Listener {
        void changed(Child child, ProcStatus status);
    }

    private final Launch launch;
    private final String launchId;
    private final Listener listener;
    private final Duration grace;
    private final Consumer<Child> orphans;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<ProcEnd> end = new CompletableFuture<>();
    private final CompletableFuture<Void> linkEnd = new CompletableFuture<>();
    private ProcStatus status = new ProcStatus.Starting(); // guarded by this
    private @Nullable ChildProcess process; // guarded by this
    private @Nullable ProcId proc; // guarded by this
    private @Nullable Integer byeCode; // guarded by this
    private long stopNanos; // guarded by this, set with the first stop
    private boolean stopAsked; // guarded by this
    private ProcEnd.Forced forced = ProcEnd.Forced.NOTHING; // guarded by this
    private final List<ProcessInfo> below = new ArrayList<>(); // guarded by this; descendants when it was forced
    private volatile @Nullable Link link;

    /**
     * @param orphans ends what the child leaves behind when it ends without a bye; called before the end is told
     * @param timer of the ladder; nobody else's, so that nobody holds it up
     */
    Child(
            Launch launch,
            String launchId,
            Duration grace,
            Listener listener,
            Consumer<Child> orphans,
            ScheduledExecutorService timer) {
        this.launch = launch;
        this.launchId = launchId;
        this.grace = grace;
        this.listener = listener;
        this.orphans = orphans;
        this.timer = timer;
    }

    public Launch launch() {
        return launch;
    }

    public String launchId() {
        return launchId;
    }

    public synchronized ProcStatus status() {
        return status;
    }

    /** Known from its hello on. */
    public synchronized @Nullable ProcId proc() {
        return proc;
    }

    /** 0 before there is a process. */
    public synchronized long pid() {
        return process != null ? process.pid() : 0;
    }

    /** For people; empty before there is a process. */
    public synchronized String commandLine() {
        return process != null ? process.commandLine() : "";
    }

    /** Completes when its process is gone, never exceptionally. */
    public CompletableFuture<ProcEnd> end() {
        return end.copy();
    }

    /** Where control envelopes for it go; they are lost once it is gone. */
    public Sender route() {
        return this::send;
    }

    /**
     * Ends it: asks its agent if it is ready, then SIGTERM, then SIGKILL, a grace apart; what had to be forced takes its
     * descendants with it. Completes when its process is gone.
     */
    public CompletableFuture<ProcEnd> stop(String reason) {
        boolean wasReady;
        synchronized (this) {
            if (stopAsked || status.isTerminal()) {
                return end();
            }
            stopAsked = true;
            stopNanos = System.nanoTime();
            wasReady = status instanceof ProcStatus.Ready;
            change(new ProcStatus.Stopping(pid()));
        }
        Link open = link;
        if (wasReady && open != null) {
            WireOutput body = new WireOutput();
            body.writeString(reason);
            open.send(Frames.STOP, body);
            after(grace, this::terminate);
        } else {
            terminate();
        }
        return end();
    }

    /** Sends a signal, if its process lives; only the parent that started it does so. */
    public void signal(int signal) {
        ChildProcess running;
        synchronized (this) {
            running = process;
        }
        if (running != null) {
            running.signal(signal);
        }
    }

    /** Ends its process at once, without a word. */
    public void kill() {
        force(ProcEnd.Forced.SIGKILL, Signals.KILL);
    }

    void launched(ChildProcess started) {
        synchronized (this) {
            process = started;
            if (status instanceof ProcStatus.Starting) {
                change(new ProcStatus.Running(started.pid()));
            }
            if (stopAsked || forced != ProcEnd.Forced.NOTHING) {
                started.signal(Signals.KILL);
            }
        }
        started.exit().thenAccept(exit -> {
            try {
                awaitHeardOut();
                if (!saidBye()) {
                    orphans.accept(this);
                }
            } finally {
                exited(exit);
            }
        });
    }

    private synchronized boolean saidBye() {
        return byeCode != null;
    }

    synchronized void notLaunched(String reason) {
        finish(new ProcStatus.Failed(reason));
    }

    /**
     * Its first word: told which proc to run.
     *
     * @return whether it was the first; a second hello is ignored
     */
    synchronized boolean hello(Link from, Address address) {
        if (proc != null) {
            log.warn("{} said hello twice", this);
            return false;
        }
        ProcId id = new ProcId(launch.procName(), address);
        proc = id;
        link = from;
        from.send(Frames.START_PROC, new StartProc(id, launch.extent(), launch.rank()).toBody());
        return true;
    }

    synchronized void startedProc() {
        if (status instanceof ProcStatus.Running running) {
            change(new ProcStatus.Ready(running.pid()));
        }
    }

    synchronized void bye(int code) {
        byeCode = code;
        after(AFTER_BYE, () -> signal(Signals.KILL));
    }

    /** Nothing more comes on its link. A child that then does not end can't be asked for anything any more. */
    void linkEnded() {
        linkEnd.complete(null);
        after(grace, this::kill);
    }

    /** Whether it was asked to end, or made to. */
    synchronized boolean isStopAsked() {
        return stopAsked || forced != ProcEnd.Forced.NOTHING;
    }

    private void awaitHeardOut() {
        if (link != null) {
            linkEnd.completeOnTimeout(null, HEARD_OUT.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }
    }

    private void terminate() {
        if (force(ProcEnd.Forced.SIGTERM, Signals.TERM)) {
            after(grace, this::kill);
        }
    }

    private boolean force(ProcEnd.Forced step, int signal) {
        synchronized (this) {
            if (status.isTerminal() || byeCode != null) {
                return false;
            }
            forced = step;
            if (process != null && process.isAlive()) { // its pid is its own only as long as it lives
                below.addAll(new ProcessTable().descendants(process.pid()));
            }
        }
        signal(signal);
        return true;
    }

    private synchronized void exited(ExitStatus exit) {
        List<String> tail = process != null ? process.tail() : List.of();
        below.forEach(orphan -> orphan.signal(Signals.KILL));
        Integer said = byeCode;
        if (said != null) {
            finish(new ProcStatus.Stopped(said, tail));
        } else if (exit instanceof ExitStatus.Signalled signalled) {
            finish(new ProcStatus.Killed(signalled.signal(), tail));
        } else {
            finish(new ProcStatus.Stopped(((ExitStatus.Exited) exit).code(), tail));
        }
    }

    /* The first terminal state stays. */
    private void finish(ProcStatus last) {
        if (status.isTerminal()) {
            return;
        }
        change(last);
        Link open = link;
        if (open != null) {
            open.close();
        }
        Duration took = stopAsked ? Duration.ofNanos(System.nanoTime() - stopNanos) : Duration.ZERO;
        end.complete(new ProcEnd(launch.procName(), pid(), last, took, forced));
    }

    private void change(ProcStatus next) {
        status = next;
        listener.changed(this, next);
    }

    private void send(Envelope envelope) {
        Link open = link;
        if (open != null) {
            Frames.send(open, envelope);
        } else {
            log.debug("{} has said no hello yet: {} dropped", this, envelope);
        }
    }

    private void after(Duration delay, Runnable task) {
        timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public String toString() {
        return "child " + launch.procName() + " pid " + pid();
    }
}
