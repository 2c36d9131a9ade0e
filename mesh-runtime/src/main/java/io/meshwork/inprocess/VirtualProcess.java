package io.meshwork.inprocess;

import io.meshwork.actor.Surroundings;
import io.meshwork.config.Keys;
import io.meshwork.gateway.Gateway;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcEnd;
import io.meshwork.host.ProcManager;
import io.meshwork.host.ProcState;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.OwnProcess;
import io.meshwork.proc.Proc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcEvent;
import io.meshwork.proc.ProcLife;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import io.meshwork.wire.Envelope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is an object of this JVM: a gateway, a proc and its agent, without a thread of its own. It goes through
 * the states of a child process, by the same events. What has ended runs nothing more, and nothing gets out of it; a
 * handler that doesn't heed its interrupt is left to itself (IP-3). For any thread.
 */
public final class VirtualProcess implements OwnProcess {

    private static final Logger log = LoggerFactory.getLogger(VirtualProcess.class);
    /* Exit codes of 128 + n read as signal n. */
    private static final int SIGNAL_BASE = 128;

    private final Machine machine;
    private final Launch launch;
    private final long pid = OwnProcess.JVM.pid();
    private final Address.InProcess address;
    private final ProcId id;
    private final ProcLife life;
    private final VirtualLadder ladder;
    private final Gate workers;
    private final Gate control;
    private final Gate arrivals;
    private final Door in = new Door(this::arrive);
    private final Door out;
    private final Set<Address> peers = ConcurrentHashMap.newKeySet(1);
    private final CompletableFuture<ProcEnd> end = new CompletableFuture<>();
    private volatile @Nullable Proc proc;
    private volatile @Nullable InProcessProcs below;
    private volatile boolean gone;
    private boolean ending; // guarded by this

    /** Hears of a process's states. Called while the state is locked: must not block and not ask the process to do things. */
    public interface Listener {
        void changed(VirtualProcess process, ProcStatus status);
    }

    VirtualProcess(Machine machine, Launch launch, Address.InProcess address, Listener listener) {
        this.machine = machine;
        this.launch = launch;
        this.address = address;
        id = new ProcId(launch.procName(), address);
        life = new ProcLife(launch.procName(), status -> listener.changed(this, status));
        ladder = new VirtualLadder(this, machine);
        workers = Gate.parallel(machine.workers());
        control = Gate.serial(machine.control());
        arrivals = Gate.serial(machine.control());
        out = new Door(this::leave);
    }

    /** On the machine's control threads. */
    void comeUp() {
        String refusal = refusal();
        if (refusal != null) {
            finish(new ProcEvent.Lost(refusal));
            return;
        }
        synchronized (life) {
            if (life.status() instanceof ProcStatus.Starting) { // else it was asked to stop before
                life.apply(new ProcEvent.Launched(pid));
            }
        }
        Proc made = make();
        synchronized (this) {
            if (ending) {
                return;
            }
            proc = made;
            machine.network().join(this);
        }
        if (!status().isTerminal() && !life.apply(new ProcEvent.Served(pid))) {
            ladder.terminate("it was to end before it was ready");
        }
    }

    private Proc make() {
        Gateway gateway = Gateway.within(address, out);
        Instance.Shared shared =
                new Instance.Shared(gateway, machine.codec(), machine.loader(), machine.config(), workers, this);
        Surroundings copying = new Surroundings(shared, workers, control, machine.watch(), () -> {});
        Surroundings surroundings = machine.config().flag(Keys.IN_PROCESS_COPY) ? copying : copying.passing();
        Proc made = new Proc(id, launch.extent(), launch.rank(), gateway, surroundings, machine.config());
        gateway.serve(id.name(), envelope -> handOver(envelope, made));
        made.attach(ProcManager.Factory.class, this::manager);
        made.exit().thenAccept(this::exitInOrder);
        ProcAgent.serve(made);
        return made;
    }

    /* A cast to many came by way of relays: who sent it is to hear of this process's end all the same. */
    private void handOver(Envelope envelope, Proc to) {
        if (envelope.cast() != null) {
            machine.network().introduce(envelope, this);
        }
        to.post(envelope);
    }

    private @Nullable String refusal() {
        if (ladder.isBegun()) {
            return "stopped before it was launched";
        }
        List<String> command = launch.options().command();
        return command.isEmpty()
                ? null
                : "a program of its own needs a process of its own, which there is none in-process: use mesh.mode=processes:"
                        + " command=" + command;
    }

    /* Only a host comes here. */
    private InProcessProcs manager(Proc service) {
        InProcessProcs procs = new InProcessProcs(machine);
        below = procs;
        return procs;
    }

    public Launch launch() {
        return launch;
    }

    public ProcId id() {
        return id;
    }

    /** That of the JVM, which no signal of the harness is sent to (IP-6). */
    @Override
    public long pid() {
        return pid;
    }

    public ProcStatus status() {
        return life.status();
    }

    /** Completes when it has ended, never exceptionally. */
    public CompletableFuture<ProcEnd> end() {
        return end.copy();
    }

    /** How it ended; asked of one that has. */
    public ProcEnd ending() {
        return new ProcEnd(launch.procName(), pid, status(), ladder.took(), ladder.forced());
    }

    /** Ends it: asks its agent if it is ready, then SIGTERM, then SIGKILL, a grace apart. Completes when it has ended. */
    public CompletableFuture<ProcEnd> stop(String reason) {
        if (status().isTerminal() || !ladder.begin()) {
            return end();
        }
        boolean wasReady;
        synchronized (life) {
            wasReady = life.status() instanceof ProcStatus.Ready;
            life.apply(new ProcEvent.StopAsked(pid));
        }
        Proc running = proc;
        if (wasReady && running != null && !ladder.isStandingStill()) {
            ProcAgent.stopAll(running, reason);
            ladder.asked();
        } else if (running != null) {
            ladder.terminate("stop: " + reason);
        }
        return end();
    }

    /** Completes with whether it lives, when the signal has taken effect, as with {@link ProcManager#signal}. */
    public CompletableFuture<Boolean> signal(int signal) {
        if (status().isTerminal()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> effect = new CompletableFuture<>();
        boolean sent = ladder.send(signal, "asked for by kill(" + signal + ")");
        if (signal == Signals.KILL) {
            end.thenRun(() -> effect.complete(sent));
        } else {
            effect.complete(sent);
        }
        return effect;
    }

    /** Ends it at once, without a word. */
    public void kill(String why) {
        ladder.killNow(why);
    }

    /** As {@link System#exit}: 129 to 192 read as the signals 1 to 64. */
    @Override
    public void exit(int code) {
        int signal = code - SIGNAL_BASE;
        boolean isSignal = signal >= 1 && signal <= 64;
        machine.control()
                .execute(() -> finish(
                        isSignal
                                ? new ProcEvent.Signalled(signal, List.of(), "it exited with code " + code)
                                : new ProcEvent.Exited(code, List.of(), "")));
    }

    /* What it said last is on its way. A host's procs go in order, and in time. */
    private void exitInOrder(int code) {
        ladder.leaving();
        InProcessProcs procs = below;
        if (procs == null) {
            finish(new ProcEvent.Exited(code, List.of(), ""));
            return;
        }
        long halfGrace = ladder.grace().toMillis() / 2;
        procs.stopAll("its host ends")
                .completeOnTimeout(null, halfGrace, TimeUnit.MILLISECONDS)
                .thenRunAsync(() -> finish(new ProcEvent.Exited(code, List.of(), "")), machine.control());
    }

    /** @param why for people */
    void finish(int signal, String why) {
        finish(new ProcEvent.Signalled(SignalEffect.seen(signal), List.of(), why));
    }

    private void finish(ProcEvent last) {
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
        }
        out.end();
        List<Thread> running = workers.running();
        workers.end();
        control.end();
        arrivals.end();
        if (below != null) {
            below.close();
        }
        if (!running.isEmpty()) {
            log.debug("{} ends while handlers run, which are interrupted: threads={}", this, running);
        }
        machine.afterWhatWentUp(() -> ended(last));
    }

    private void ended(ProcEvent last) {
        boolean wanted;
        synchronized (life) {
            wanted = life.status() instanceof ProcStatus.Stopping;
            life.apply(last);
        }
        if (proc != null) {
            machine.network().ended(this, HostAgent.ended(state()), wanted);
        }
        in.end();
        if (proc != null) {
            proc.surroundings().close();
        }
        Proc ended = proc;
        if (ended != null) {
            ended.surroundings().close();
        }
        proc = null;
        ladder.ended();
        end.complete(ending());
    }

    /** What a host knows of it. */
    ProcState state() {
        return state(status());
    }

    ProcState state(ProcStatus status) {
        boolean isKnown = proc != null || gone;
        return new ProcState(launch.procName(), launch.rank(), isKnown ? id : null, pid, "", status);
    }

    /**
     * It stands still: nothing is taken, nothing gets out, no turn begins. What runs goes on to the end of its turn. Under
     * the ladder's lock.
     */
    void standStill() {
        out.hold();
        in.hold();
        workers.hold();
        control.hold();
        arrivals.hold();
    }

    /** Turns begin again. Under the ladder's lock, so that it runs nothing here; {@link #handOn} is to follow. */
    void goOn() {
        out.open();
        in.open();
        control.release();
        arrivals.release();
        workers.release();
    }

    /** What waited to get out or in goes on. Under no lock. */
    void handOn() {
        out.drain();
        in.drain();
    }

    // for the network

    Address.InProcess address() {
        return address;
    }

    /** @return whether it lives; else the envelope is not taken */
    boolean take(Envelope envelope) {
        if (gone) {
            return false;
        }
        in.post(envelope);
        return true;
    }

    /* Only mailboxes take it on the sender's thread, and the word that one is full: who hears at ports may hold locks, and send in turn. */
    private void arrive(Envelope envelope) {
        Proc running = proc;
        if (running == null) {
            return;
        }
        boolean isMessage =
                envelope.kind() != Envelope.Kind.UNDELIVERABLE && envelope.to().index() == PortId.HANDLER;
        if (isMessage) {
            running.gateway().received(envelope);
        } else {
            arrivals.execute(() -> running.gateway().received(envelope));
        }
    }

    /* What comes back follows what the agent has to tell: an actor's failure is heard before what was refused for it. */
    private void leave(Envelope envelope) {
        if (envelope.kind() == Envelope.Kind.UNDELIVERABLE) {
            control.execute(() -> machine.network().post(envelope));
        } else {
            machine.network().post(envelope);
        }
    }

    void met(Address peer) {
        peers.add(peer);
    }

    Set<Address> peers() {
        return peers;
    }

    void gone() {
        gone = true;
    }

    void peerEnded(Address peer, String reason, boolean wanted) {
        Proc running = proc;
        if (running != null) {
            arrivals.execute(() -> running.gateway().ended(peer, reason, wanted));
        }
    }

    @Override
    public String toString() {
        return "process " + launch.procName() + " pid " + pid;
    }
}
