package io.meshwork.host;

import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ControlActor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Settings;
import io.meshwork.gateway.Gateway;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.PortRef;
import io.meshwork.mailbox.Replaced;
import io.meshwork.proc.Health;
import io.meshwork.proc.Proc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.RankStatus;
import io.meshwork.proc.Signals;
import io.meshwork.proc.ThreadDump;
import io.meshwork.value.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The control plane's hand on a host: starts, stops and reports its procs. It never waits, so it answers at any time.
 *
 * <p>Creating is idempotent by name while the proc lives (H-1). Shutting down is acknowledged when the last child process
 * is gone (H-2).
 */
public final class HostAgent implements ControlActor {

    /** The name under which every host has one. */
    public static final String NAME = "host_agent";
    /** The name of the proc it lives on. */
    public static final String SERVICE = "service";

    /**
     * Starts the procs that are not there yet; their states go to the port, now and with each change. Answered, with their
     * number, when that is under way.
     *
     * @param mesh the host mesh that they are created through, under a name that no other one has on this host; they belong
     *     to the one who asks (H-4)
     */
    public record CreateOrUpdate(String mesh, List<ProcSpec> procs, PortRef<ProcState> updates)
            implements Request<HostAgent, Integer> {}

    /** Answers what is known of a proc. */
    public record GetState(String name) implements Request<HostAgent, ProcState> {}

    /** Answers what is known of every proc. */
    public record GetProcs() implements Request<HostAgent, KnownProcs> {}

    /** Answers where the host itself is. */
    public record GetHostStatus() implements Request<HostAgent, HostStatus> {}

    /** Answers what was set in the host's own process. */
    public record GetSettings() implements Request<HostAgent, Settings> {}

    /** Answers what the threads of this process are at. */
    public record GetThreads() implements Request<HostAgent, String> {}

    /** Answers what is wrong with the host's own process, after all it has to tell of its procs. */
    public record GetHealth() implements Request<HostAgent, Health> {}

    /** Answers the status of a proc at once; {@code NotExist} if there is none. */
    public record GetRankStatus(String name, int rank) implements Request<HostAgent, RankStatus> {}

    /** Answers once the proc is in that state or a later one; it may be asked before the proc exists. */
    public record WaitRankStatus(String name, int rank, Status least) implements Request<HostAgent, RankStatus> {}

    /** Ends some procs of the one who asks, created through that mesh, and no others; answered when they are gone. */
    public record Stop(String mesh, List<String> names, String reason) implements Request<HostAgent, HostReport> {}

    /**
     * Ends all procs that were created through a host mesh, whoever owns them; through it none is started any more. Answered
     * when they are gone.
     *
     * @param mesh null for every mesh: then the host starts no proc at all any more
     */
    public record Drain(@Nullable String mesh, String reason) implements Request<HostAgent, HostReport> {}

    /** Ends all procs, answers when they are gone, then ends the host's process. */
    public record Shutdown(String reason) implements Request<HostAgent, HostReport> {}

    /** Sends a signal to the process of a proc; answered when it has taken effect. */
    public record Signal(String name, int signal) implements Request<HostAgent, Effect> {}

    /**
     * Has those procs run again that stand still; answered, with how many live, when they do. Whoever hears of their
     * states has heard by then of those that have ended.
     */
    public record Resume(List<String> names) implements Request<HostAgent, Integer> {}

    /**
     * Processes of the run were replaced; answered when the host's procs know, with the names of those that don't say so
     * in time.
     */
    public record PeersReplaced(List<Replaced> all) implements Request<HostAgent, Unheard> {}

    /** The names of procs that did not answer. Travels. */
    public record Unheard(List<String> procs) {}

    /** Has a proc end itself with {@link System#exit}; answered when it is gone. */
    public record ExitProc(String name, int code) implements Request<HostAgent, Effect> {}

    /** Ends the host's own process with {@link System#exit}, without a word to its procs. */
    public record Exit(int code) implements Message<HostAgent> {}

    /**
     * Another process, on another host, has ended: tells the procs of this one.
     *
     * @param wanted whether it was asked to end
     */
    public record PeerEnded(Address address, String reason, boolean wanted) implements Message<HostAgent> {}

    private final Proc service;
    private final ProcManager manager;
    private final ProcTable table;
    private final Effects effects;

    /** @param news hears of each proc that begins or ends */
    HostAgent(Proc service, ProcManager manager, PortRef<ProcNews> news) {
        this.service = service;
        this.manager = manager;
        table = new ProcTable(service, manager, news);
        effects = new Effects(service, manager, table);
        service.gateway().onEnd(new Ends(table));
    }

    /** The id of the agent of the host at an address: what the client checks a reported one against. */
    public static ActorId idAt(Address host) {
        return new ProcId(SERVICE, host).actor(NAME);
    }

    /** The agent of the host at an address. */
    public static ActorRef<HostAgent> at(Address host, Instance sender) {
        return new ActorRef<>(idAt(host), HostAgent.class, sender);
    }

    @Handler
    int create(CreateOrUpdate create, ActorContext cx) {
        for (ProcSpec spec : create.procs()) {
            table.create(create.mesh(), asking(cx), spec, create.updates(), cx.instance());
        }
        return create.procs().size();
    }

    @Handler
    ProcState state(GetState ask) {
        return table.state(ask.name());
    }

    @Handler
    KnownProcs procs(GetProcs ask) {
        return table.known();
    }

    @Handler
    HostStatus status(GetHostStatus ask) {
        return new HostStatus.Running(service.surroundings().shared().process().pid(), table.alive());
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
        return service.config().settings();
    }

    @Handler
    RankStatus rankStatus(GetRankStatus ask) {
        return new RankStatus(ask.rank(), table.resource(ask.name()));
    }

    @Handler
    CompletableFuture<RankStatus> await(WaitRankStatus ask) {
        return table.await(ask.name(), ask.rank(), ask.least());
    }

    @Handler
    CompletableFuture<HostReport> stop(Stop stop, ActorContext cx) {
        return end(
                table.names(stop.mesh(), asking(cx), stop.names()),
                stop.reason(),
                CompletableFuture.completedFuture(null));
    }

    @Handler
    CompletableFuture<HostReport> drain(Drain drain) {
        table.refuse(drain.mesh());
        List<String> names = table.names(drain.mesh());
        CompletableFuture<Void> unasked =
                drain.mesh() == null ? manager.endUnasked(drain.reason()) : CompletableFuture.completedFuture(null);
        return end(names, drain.reason(), unasked).thenApply(report -> {
            table.forgetGone(names);
            return report;
        });
    }

    @Handler
    CompletableFuture<HostReport> shutdown(Shutdown shutdown) {
        table.refuse(null);
        CompletableFuture<HostReport> acknowledgement = new CompletableFuture<>();
        CompletableFuture<Void> unasked = manager.endUnasked(shutdown.reason());
        end(table.names(null), shutdown.reason(), unasked).thenAccept(report -> {
            acknowledgement.complete(report); // posts the answer
            service.exit().complete(0);
        });
        return acknowledgement;
    }

    @Handler
    CompletableFuture<Effect> signal(Signal signal) {
        return effects.signal(signal.name(), signal.signal());
    }

    @Handler
    CompletableFuture<Effect> exitProc(ExitProc exit, ActorContext cx) {
        return effects.exit(exit.name(), exit.code(), cx.instance());
    }

    @Handler
    void exit(Exit exit) {
        service.surroundings().shared().process().exit(exit.code());
    }

    @Handler
    CompletableFuture<Integer> resume(Resume resume) {
        List<CompletableFuture<Boolean>> effects =
                new ArrayList<>(resume.names().size());
        for (String name : resume.names()) {
            effects.add(manager.signal(name, Signals.CONT));
        }
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        CompletableFuture.allOf(effects.toArray(CompletableFuture[]::new))
                .thenRun(() -> table.onControl(() -> answer.complete(table.alive())));
        return answer;
    }

    @Handler
    CompletableFuture<Unheard> replaced(PeersReplaced replaced, ActorContext cx) {
        ProcAgent.replaced(service, replaced.all());
        return table.tell(replaced, cx.instance());
    }

    @Handler
    void peerEnded(PeerEnded ended, ActorContext cx) {
        service.gateway().ended(ended.address(), ended.reason(), ended.wanted());
        table.tell(ended, cx.instance());
    }

    private static ActorId asking(ActorContext cx) {
        return cx.sender().orElseThrow();
    }

    /** Why nothing can be had from a proc that has ended. */
    public static String ended(ProcState state) {
        return "proc " + state.name() + " pid " + state.pid() + " was "
                + state.status().describe();
    }

    /* @param unasked completes when those are gone that are in no report */
    private CompletableFuture<HostReport> end(List<String> names, String reason, CompletableFuture<Void> unasked) {
        List<CompletableFuture<ProcEnd>> ends = new ArrayList<>(names.size());
        for (String name : names) {
            ends.add(table.end(name, reason));
        }
        CompletableFuture<HostReport> report = new CompletableFuture<>();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenCombine(unasked, (all, none) -> all)
                .thenRun(() -> table.onControl(() -> report.complete(reportOf(ends))));
        return report;
    }

    private static HostReport reportOf(List<CompletableFuture<ProcEnd>> ends) {
        List<ProcEnd> all = new ArrayList<>(ends.size());
        for (CompletableFuture<ProcEnd> end : ends) {
            all.add(end.join());
        }
        return new HostReport(all);
    }

    private record Ends(ProcTable table) implements Gateway.EndListener {
        @Override
        public void ended(Address address, String reason, boolean wanted) {
            table.onControl(() -> table.endOwnedBy(address, reason));
        }
    }
}
