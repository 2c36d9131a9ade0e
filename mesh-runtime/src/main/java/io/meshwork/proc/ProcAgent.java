package io.meshwork.proc;

import io.meshwork.actor.ActorCell;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorEnd;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorSpec;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.ControlActor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.HandlerStack;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.actor.RunningHandler;
import io.meshwork.config.Keys;
import io.meshwork.config.Settings;
import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.PortRef;
import io.meshwork.mailbox.Replaced;
import io.meshwork.value.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The control plane's hand in a proc: starts, stops and reports its actors. It answers while every actor is busy.
 *
 * <p>Creating is idempotent by name (PA-2): asked again by the same owner, it starts nothing and reports the state there
 * is. A name that another mesh has taken is refused.
 */
public final class ProcAgent implements ControlActor {

    /** The name under which every proc has one. */
    public static final String NAME = RunningHandler.AGENT;

    /**
     * Starts the actor if there is none of that name yet; its status goes to the port, now and when it changes.
     *
     * @param until the last of interest: nothing is said once the actor is in that state or a later one
     */
    public record CreateOrUpdate(ActorSpec spec, PortRef<RankStatus> updates, Status until)
            implements Request<ProcAgent, RankStatus> {}

    /** Answers what state an actor is in. */
    public record GetState(String name) implements Request<ProcAgent, ActorStatus> {}

    /** Answers what is known of every actor. */
    public record GetActors() implements Request<ProcAgent, ProcReport> {}

    /** Answers what is wrong with the process, after all it has to tell of its actors. */
    public record GetHealth() implements Request<ProcAgent, Health> {}

    /** Answers the status of an actor at once; {@code NotExist} if there is none. */
    public record GetRankStatus(String name, int rank) implements Request<ProcAgent, RankStatus> {}

    /** Answers once the actor is in that state or a later one; it may be asked before the actor exists. */
    public record WaitRankStatus(String name, int rank, Status least) implements Request<ProcAgent, RankStatus> {}

    /** Asks actors to stop; answered when the ones that are here have ended. */
    public record Stop(String name, String reason) implements Request<ProcAgent, RankStatus> {}

    /** Answers what was set in this process. */
    public record GetSettings() implements Request<ProcAgent, Settings> {}

    /** Answers what the threads of this process are at. */
    public record GetThreads() implements Request<ProcAgent, String> {}

    /** Stops all actors, refuses new ones, and ends the process: exit code 1 if an actor had failed, else 0. */
    public record StopAll(String reason) implements Message<ProcAgent> {}

    /** Ends the process with {@link System#exit}, whatever its actors do. */
    public record Exit(int code) implements Message<ProcAgent> {}

    /**
     * Another process has ended.
     *
     * @param wanted whether it was asked to end
     */
    public record PeerEnded(Address address, String reason, boolean wanted) implements Message<ProcAgent> {}

    /** Processes of the run were replaced; answered, with their number, when this one knows. */
    public record PeersReplaced(List<Replaced> all) implements Request<ProcAgent, Integer> {}

    private record Subscriber(PortRef<RankStatus> updates, Status until) {}

    private final Proc proc;
    private final ProcCode code;
    private final Map<String, List<Subscriber>> subscribers = new HashMap<>(); // of the control thread
    private final RankWaiters waiters = new RankWaiters(); // of the control thread
    private final Map<String, ActorStatus> published = new HashMap<>(); // of the control thread; SV-5
    private boolean stopping; // of the control thread
    private @Nullable String firstFailure; // of the control thread

    private ProcAgent(Proc proc, ProcCode code) {
        this.proc = proc;
        this.code = code;
    }

    /** Starts the agent of a proc, and what runs code there. */
    public static ActorCell serve(Proc proc) {
        ProcCode code = new ProcCode(proc.surroundings().workers());
        proc.serve(ProcCode.NAME, code);
        return proc.serve(NAME, new ProcAgent(proc, code));
    }

    /** The agent of any proc: its id follows from the proc's. */
    public static ActorRef<ProcAgent> of(ProcId proc, Instance sender) {
        return new ActorRef<>(proc.actor(NAME), ProcAgent.class, sender);
    }

    /** Asks the agent of a proc of this process to stop it all: the parent wants it to end. */
    public static void stopAll(Proc proc, String reason) {
        of(proc.id(), proc.instance()).send(new StopAll(reason));
    }

    /** Where code is shipped to on a proc. */
    public static ActorId code(ProcId proc) {
        return proc.actor(ProcCode.NAME);
    }

    @Handler
    RankStatus create(CreateOrUpdate create, ActorContext cx) {
        ActorSpec spec = create.spec();
        ActorCell known = proc.find(spec.name());
        RankStatus answer;
        String refusal = refusal(spec, known);
        if (refusal != null) {
            answer = new RankStatus(spec.rank(), new Status.Failed(refusal));
        } else {
            Status status = known != null ? statusOf(published(known)) : start(spec, cx.instance());
            answer = new RankStatus(spec.rank(), status);
            if (!status.atLeast(create.until())) {
                subscribersOf(spec.name()).add(new Subscriber(create.updates(), create.until()));
            }
        }
        create.updates().send(answer);
        return answer;
    }

    private List<Subscriber> subscribersOf(String actor) {
        List<Subscriber> known = subscribers.get(actor);
        if (known == null) {
            known = new ArrayList<>();
            subscribers.put(actor, known);
        }
        return known;
    }

    private @Nullable String refusal(ActorSpec spec, @Nullable ActorCell known) {
        PortId owner = spec.owner();
        if (known != null && !Objects.equals(known.spec().owner(), owner)) {
            PortId other = known.spec().owner();
            return "an actor of that name was started here before: choose another name: actor=" + known.id()
                    + (other != null ? " owner=" + other.actor() : "");
        }
        String gone = owner == null
                ? null
                : proc.gateway().whyEnded(owner.actor().proc().address());
        return gone != null ? "its owner is gone: owner=" + owner.actor() + ": " + gone : null;
    }

    @Handler
    ActorStatus state(GetState ask) {
        ActorCell cell = proc.find(ask.name());
        return cell != null ? published(cell) : new ActorStatus.Unknown("no such actor: " + ask.name());
    }

    @Handler
    ProcReport actors(GetActors ask) {
        List<ActorState> actors = new ArrayList<>();
        for (ActorCell cell : proc.users()) {
            ActorSpec spec = cell.spec();
            HandlerStack running = cell.running();
            String doing = running == null ? "" : running.getMessage();
            actors.add(
                    new ActorState(spec.name(), spec.className(), spec.rank(), published(cell), cell.waiting(), doing));
        }
        return new ProcReport(actors, proc.surroundings().watch().activity());
    }

    @Handler
    RunningHandler running(RunningHandler.Ask ask) {
        ActorCell cell = proc.find(ask.actor());
        if (cell == null) {
            return new RunningHandler(null, 0);
        }
        HandlerStack shipped = ask.actor().equals(ProcCode.NAME) ? code.running() : null;
        return new RunningHandler(shipped != null ? cell.marked(shipped) : cell.running(), cell.waiting());
    }

    @Handler
    RankStatus rankStatus(GetRankStatus ask) {
        ActorCell cell = proc.find(ask.name());
        return new RankStatus(ask.rank(), cell != null ? statusOf(published(cell)) : new Status.NotExist());
    }

    @Handler
    Health health(GetHealth ask) {
        return Health.ofThisProcess();
    }

    @Handler
    String threads(GetThreads ask) {
        return ThreadDump.ofThisJvm();
    }

    @Handler
    Settings settings(GetSettings ask) {
        return proc.config().settings();
    }

    @Handler
    CompletableFuture<RankStatus> await(WaitRankStatus ask) {
        CompletableFuture<RankStatus> answer = waiters.await(ask.name(), ask.rank(), ask.least());
        ActorCell cell = proc.find(ask.name());
        if (cell != null) {
            waiters.changed(ask.name(), statusOf(published(cell)));
        }
        return answer;
    }

    @Handler
    CompletableFuture<RankStatus> stop(Stop stop) {
        ActorCell cell = proc.find(stop.name());
        int rank = cell != null ? cell.spec().rank() : 0;
        if (cell == null) {
            return CompletableFuture.completedFuture(new RankStatus(rank, new Status.NotExist()));
        }
        CompletableFuture<RankStatus> answer = await(new WaitRankStatus(stop.name(), rank, new Status.Stopped()));
        cell.stop(stop.reason());
        return answer;
    }

    @Handler
    void stopAll(StopAll stop) {
        if (stopping) {
            return;
        }
        stopping = true;
        List<CompletableFuture<RankStatus>> ends = new ArrayList<>();
        for (String name : List.copyOf(published.keySet())) {
            ends.add(stop(new Stop(name, stop.reason())));
        }
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, stopBound().toMillis(), TimeUnit.MILLISECONDS)
                .thenRunAsync(
                        () -> proc.exit().complete(firstFailure != null ? 1 : 0),
                        proc.surroundings().control());
    }

    @Handler
    void exit(Exit exit) {
        proc.surroundings().shared().process().exit(exit.code());
    }

    @Handler
    void peerEnded(PeerEnded ended) {
        proc.gateway().ended(ended.address(), ended.reason(), ended.wanted());
    }

    @Handler
    int replaced(PeersReplaced replaced) {
        replaced(proc, replaced.all());
        return replaced.all().size();
    }

    /** From now on handles in that proc's process see the new ones, and refs to the old ones say why they can't be had. */
    public static void replaced(Proc proc, List<Replaced> all) {
        proc.surroundings().shared().replacements().add(all);
        for (Replaced one : all) {
            proc.gateway().replaced(one.ended(), one.reason());
        }
    }

    private Status start(ActorSpec spec, Instance agent) {
        if (stopping) {
            return new Status.Failed("the proc is stopping: " + proc.id());
        }
        if (firstFailure != null && proc.config().flag(Keys.REFUSE_SPAWN_AFTER_FAILURE)) {
            return new Status.Failed("an actor has failed on this proc, which spawns nothing any more: spawn on other"
                    + " procs, or set mesh.refuse-spawn-after-failure=false: proc=" + proc.id() + " failed="
                    + firstFailure);
        }
        try {
            Class<?> type = agent.load(spec.className());
            boolean control = ControlActor.class.isAssignableFrom(type);
            ActorMaker maker = new ActorMaker(type, spec.arguments(), control ? proc : null);
            ActorCell self = Objects.requireNonNull(proc.find(NAME));
            published.put(spec.name(), new ActorStatus.Starting());
            proc.spawn(spec, control, maker, new OnOwnTurn(self, agent));
            return new Status.Initializing();
        } catch (MeshException e) {
            published.remove(spec.name());
            return new Status.Failed(e.getMessage());
        }
    }

    /* Ends before the grace does, after which the parent would insist. */
    private Duration stopBound() {
        Duration bound = proc.config().duration(Keys.ACTOR_STOP_TIMEOUT);
        Duration most = Duration.ofNanos(proc.config().duration(Keys.GRACE).toNanos() / 4 * 3);
        return bound.compareTo(most) < 0 ? bound : most;
    }

    private void changed(ActorCell cell, ActorStatus status, @Nullable Throwable cause, Instance agent) {
        ActorSpec spec = cell.spec();
        boolean failed = status instanceof ActorStatus.Failed;
        if (failed && firstFailure == null) {
            firstFailure = cell.id() + " " + status;
        }
        Status resource = statusOf(status);
        if (failed && spec.owner() != null) {
            agent.send(spec.owner(), false, ActorEnd.of(spec, status, cause));
        }
        published.put(spec.name(), status);
        tellSubscribers(spec, resource);
        waiters.changed(spec.name(), resource);
    }

    private void tellSubscribers(ActorSpec spec, Status status) {
        List<Subscriber> known = subscribers.get(spec.name());
        if (known == null) {
            return;
        }
        Iterator<Subscriber> told = known.iterator();
        while (told.hasNext()) {
            Subscriber subscriber = told.next();
            subscriber.updates().send(new RankStatus(spec.rank(), status));
            if (status.atLeast(subscriber.until())) {
                told.remove();
            }
        }
        if (known.isEmpty()) {
            subscribers.remove(spec.name());
        }
    }

    /* What it said last of itself, and its owner was told by now; of one that this agent did not start, what it is. */
    private ActorStatus published(ActorCell cell) {
        return published.getOrDefault(cell.spec().name(), cell.status());
    }

    private static Status statusOf(ActorStatus status) {
        if (status instanceof ActorStatus.Starting) {
            return new Status.Initializing();
        }
        if (status instanceof ActorStatus.Running) {
            return new Status.Running();
        }
        if (status instanceof ActorStatus.Stopping) {
            return new Status.Stopping();
        }
        return status instanceof ActorStatus.Failed failed ? new Status.Failed(failed.message()) : new Status.Stopped();
    }

    private final class OnOwnTurn implements ActorCell.Listener {

        private final ActorCell self;
        private final Instance agent;

        OnOwnTurn(ActorCell self, Instance agent) {
            this.self = self;
            this.agent = agent;
        }

        @Override
        public void changed(ActorCell cell, ActorStatus status, @Nullable Throwable cause) {
            self.onTurn(new Change(cell, status, cause, agent));
        }
    }

    private final class Change implements Runnable {

        private final ActorCell cell;
        private final ActorStatus status;
        private final @Nullable Throwable cause;
        private final Instance agent;

        Change(ActorCell cell, ActorStatus status, @Nullable Throwable cause, Instance agent) {
            this.cell = cell;
            this.status = status;
            this.cause = cause;
            this.agent = agent;
        }

        @Override
        public void run() {
            changed(cell, status, cause, agent);
        }
    }
}
