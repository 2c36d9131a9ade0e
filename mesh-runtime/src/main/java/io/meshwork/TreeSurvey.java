package io.meshwork;

import io.meshwork.actor.Request;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostStatus;
import io.meshwork.host.KnownProc;
import io.meshwork.host.KnownProcs;
import io.meshwork.host.ProcEnd;
import io.meshwork.host.ProcState;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks hosts for their procs, then procs for their actors, each all at once; each round has half of the bound. */
final class TreeSurvey {

    static final Duration STANDARD_BOUND = Duration.ofSeconds(2);

    private final SpawningHosts mesh;
    private final Instance asker;
    private final Duration round;

    TreeSurvey(SpawningHosts mesh, Duration bound) {
        this.mesh = mesh;
        this.asker = mesh.spawner();
        round = bound.dividedBy(2);
    }

    /* A host as it is known after the first round. */
    private record Seen(HostRef host, HostStatus status, List<KnownProc> procs) {}

    MeshTree of(List<HostRef> hosts) {
        List<Seen> seen = seen(hosts);
        List<Answers> asked = new ArrayList<>();
        for (Seen host : seen) {
            for (KnownProc proc : host.procs()) {
                if (lives(proc)) {
                    asked.add(agent(proc, new ProcAgent.GetActors()));
                }
            }
        }
        Asked answers = Asked.await(asked, round);
        List<MeshTree.OfHost> nodes = new ArrayList<>(seen.size());
        int first = 0;
        for (Seen one : seen) {
            List<MeshTree.OfProc> procs = procs(one.procs(), answers, first);
            HostRef host = one.host();
            nodes.add(new MeshTree.OfHost(host.rank(), host.point(), host.pid(), one.status(), procs));
            first += (int) one.procs().stream().filter(TreeSurvey::lives).count();
        }
        return new MeshTree(nodes);
    }

    /** By member; in place of threads that are not told, why. */
    Map<String, String> threads(List<HostRef> hosts) {
        List<String> members = new ArrayList<>();
        List<Answers> asked = new ArrayList<>();
        for (Seen host : seen(hosts)) {
            if (host.status() instanceof HostStatus.Running) {
                members.add(host.host().toString());
                asked.add(host.host().agent().ask(new HostAgent.GetThreads()));
            }
            for (KnownProc proc : host.procs()) {
                if (lives(proc)) {
                    ProcState state = proc.state();
                    members.add(
                            "proc " + state.name() + " " + proc.extent().point(state.rank()) + " pid " + state.pid());
                    asked.add(agent(proc, new ProcAgent.GetThreads()));
                }
            }
        }
        List<String> threads =
                Asked.await(asked, round).values(String.class, problem -> "threads not read: " + problem);
        Map<String, String> byMember = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            byMember.put(members.get(i), threads.get(i));
        }
        return byMember;
    }

    private List<Seen> seen(List<HostRef> hosts) {
        List<Answers> asked = new ArrayList<>(hosts.size());
        for (HostRef host : hosts) {
            asked.add(host.agent().ask(new HostAgent.GetProcs()));
        }
        Asked answers = Asked.await(asked, round);
        List<Seen> seen = new ArrayList<>(hosts.size());
        for (int i = 0; i < hosts.size(); i++) {
            HostRef host = hosts.get(i);
            KnownProcs known = answers.value(i, KnownProcs.class, problem -> new KnownProcs(mesh.procsOn(host.rank())));
            seen.add(new Seen(host, status(host, known, answers.problem(i)), known.procs()));
        }
        return seen;
    }

    private HostStatus status(HostRef host, KnownProcs known, @Nullable String problem) {
        ProcEnd end = mesh.endOf(host.rank());
        if (problem == null) {
            int living = (int) known.procs().stream().filter(TreeSurvey::lives).count();
            return new HostStatus.Running(host.pid(), living);
        }
        return new HostStatus.Failed(end != null ? end.status().describe() : "does not answer: " + problem);
    }

    private static List<MeshTree.OfProc> procs(List<KnownProc> procs, Asked answers, int first) {
        List<MeshTree.OfProc> nodes = new ArrayList<>(procs.size());
        int next = first;
        for (KnownProc proc : procs) {
            String problem = "";
            ProcReport report = ProcReport.NONE;
            if (lives(proc)) {
                String why = answers.problem(next);
                problem = why == null ? "" : why;
                report = answers.value(next, ProcReport.class, none -> ProcReport.NONE);
                next++;
            }
            ProcState state = proc.state();
            nodes.add(new MeshTree.OfProc(
                    proc.mesh(),
                    proc.extent().point(state.rank()),
                    state,
                    problem,
                    report.actors(),
                    report.activity()));
        }
        return nodes;
    }

    private Answers agent(KnownProc proc, Request<ProcAgent, ?> request) {
        ProcId id = Objects.requireNonNull(proc.state().id());
        return ProcAgent.of(id, asker).ask(request);
    }

    private static boolean lives(KnownProc proc) {
        return proc.state().id() != null && !proc.state().status().isTerminal();
    }
}
