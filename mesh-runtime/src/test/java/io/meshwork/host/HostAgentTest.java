package io.meshwork.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.actor.ActorRef;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.LocalProc;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host in this process, whose procs are none. */
class HostAgentTest {

    private final LocalProc local = new LocalProc();
    private final List<ProcNews> news = new CopyOnWriteArrayList<>();
    private ActorRef<HostAgent> host;

    @BeforeEach
    void standUp() {
        local.proc().attach(ProcManager.Factory.class, service -> new PaperProcs());
        host = new ActorRef<>(
                Host.standUp(local.proc(), local.client().listen(ProcNews.class, news::add)),
                HostAgent.class,
                local.client());
    }

    @AfterEach
    void close() {
        local.close();
    }

    /** H-1. */
    @Test
    void whatIsCreatedAgainIsTheProcThatIsThere() {
        ProcState first = create("one.1", "p0_0");

        ProcState again = create("one.1", "p0_0");

        assertThat(again).isEqualTo(first);
    }

    /** H-3. */
    @Test
    void aProcOfAnotherOwnerIsNeitherTakenNorEnded() {
        ProcState first = create("one.1", "p0_0");

        ProcState refused = create("other.1", "p0_0");
        HostReport stopped = host.call(new HostAgent.Stop("other.1", List.of("p0_0"), "not its own"));
        HostReport drained = host.call(new HostAgent.Drain("other.1", "not its own"));

        assertThat(refused.status().describe()).contains("through another host mesh", "by=one.1", "proc=p0_0");
        assertThat(stopped.procs()).isEmpty();
        assertThat(drained.procs()).isEmpty();
        assertThat(host.call(new HostAgent.GetState("p0_0"))).isEqualTo(first);
    }

    /** H-4. */
    @Test
    void aProcIsNeitherGotNorEndedByWhoDoesNotOwnItThoughTheMeshIsTheSame() {
        ProcState first = create("one.1", "p0_0");
        Instance other = local.proc().join("other", local);
        ActorRef<HostAgent> others = new ActorRef<>(host.id(), HostAgent.class, other);

        ProcState refused = create(others, other, "one.1", "p0_0");
        HostReport stopped = others.call(new HostAgent.Stop("one.1", List.of("p0_0"), "not its own"));
        HostReport drained = host.call(new HostAgent.Drain("one.1", "stop"));

        assertThat(refused.status().describe()).contains("by another owner", "owner=client.p0", "proc=p0_0");
        assertThat(stopped.procs()).isEmpty();
        assertThat(drained.procs()).extracting(ProcEnd::name).containsExactly(first.name());
    }

    /** H-4. */
    @Test
    void theProcsOfAnOwnerWhoseProcessEndsAreEndedAndNoMoreAreStartedForIt() {
        Address away = new Address.Unix("/nowhere/away.s");
        Instance owner = new Instance(
                new ProcId("p9", away).actor("owner"),
                local.proc().surroundings().shared(),
                true,
                local);
        ActorRef<HostAgent> owners = new ActorRef<>(host.id(), HostAgent.class, owner);
        owners.send(create("one.1", "w_0", local.client().listen(ProcState.class, state -> {})));
        create("one.1", "p0_0");

        local.proc().gateway().ended(away, "it was killed", false);
        owners.send(create("one.1", "w_1", local.client().listen(ProcState.class, state -> {})));

        host.call(new HostAgent.WaitRankStatus("w_0", 0, new Status.Stopped()));
        assertThat(host.call(new HostAgent.GetState("w_0")).status()).isInstanceOf(ProcStatus.Stopped.class);
        assertThat(host.call(new HostAgent.GetState("p0_0")).status()).isInstanceOf(ProcStatus.Ready.class);
        assertThat(host.call(new HostAgent.GetState("w_1")).status().describe()).contains("no such proc");
        assertThat(news)
                .filteredOn(one -> one.end() != null)
                .singleElement()
                .satisfies(one -> assertThat(one.end())
                        .contains("proc w_0 ", "its owner is gone: owner=owner.p9", "it was killed"));
    }

    /** H-3. */
    @Test
    void whatWasDrainedForAnOwnerStartsNothingForItAnyMore() {
        create("one.1", "p0_0");
        create("other.1", "p1_0");

        HostReport drained = host.call(new HostAgent.Drain("one.1", "stop"));

        assertThat(drained.procs()).extracting(ProcEnd::name).containsExactly("p0_0");
        assertThat(create("one.1", "p2_0").status().describe()).contains("the host mesh is stopped");
        assertThat(create("one.2", "p0_0").status()).isInstanceOf(ProcStatus.Ready.class);
        assertThat(host.call(new HostAgent.GetHostStatus()))
                .isInstanceOfSatisfying(
                        HostStatus.Running.class,
                        running -> assertThat(running.procs()).isEqualTo(2));
    }

    @Test
    void aHostThatIsDrainedForAllStartsNothingAnyMore() {
        create("one.1", "p0_0");

        HostReport drained = host.call(new HostAgent.Drain(null, "shutdown"));

        assertThat(drained.procs()).hasSize(1);
        assertThat(create("one.2", "p0_0").status().describe()).contains("the host is shut down");
    }

    /** M-5. */
    @Test
    void aKillIsAnsweredBehindTheNewsOfTheEnd() {
        try (Port<ProcState> states = local.client().openPort(ProcState.class)) {
            create("one.1", "p0_0", states);

            Effect killed = host.call(new HostAgent.Signal("p0_0", Signals.KILL));

            assertThat(killed.kind()).isEqualTo(Effect.Kind.TAKEN);
            assertThat(killed.state().status()).isInstanceOf(ProcStatus.Killed.class);
            assertThat(states.poll()).contains(killed.state());
        }
    }

    @Test
    void aSignalToAProcThatIsGoneTellsHowItHadEnded() {
        create("one.1", "p0_0");
        host.call(new HostAgent.Stop("one.1", List.of("p0_0"), "stop"));

        Effect late = host.call(new HostAgent.Signal("p0_0", Signals.STOP));
        Effect none = host.call(new HostAgent.Signal("p9_9", Signals.KILL));

        assertThat(late.kind()).isEqualTo(Effect.Kind.GONE);
        assertThat(late.state().status()).isInstanceOf(ProcStatus.Stopped.class);
        assertThat(none.kind()).isEqualTo(Effect.Kind.GONE);
        assertThat(none.state().status().describe()).isEqualTo("no such proc on this host");
    }

    private ProcState create(ActorRef<HostAgent> by, Instance sender, String mesh, String name) {
        try (Port<ProcState> states = sender.openPort(ProcState.class)) {
            by.call(create(mesh, name, states.ref()));
            return states.receive();
        }
    }

    private static HostAgent.CreateOrUpdate create(String mesh, String name, PortRef<ProcState> states) {
        ProcSpec spec = new ProcSpec(name, name, Extent.unity(), 0, ProcOptions.standard());
        return new HostAgent.CreateOrUpdate(mesh, List.of(spec), states);
    }

    private ProcState create(String owner, String name) {
        try (Port<ProcState> states = local.client().openPort(ProcState.class)) {
            return create(owner, name, states);
        }
    }

    /* What is heard of it when it is ready, or refused. */
    private ProcState create(String owner, String name, Port<ProcState> states) {
        host.call(create(owner, name, states.ref()));
        ProcState state = states.receive();
        while (!(state.status() instanceof ProcStatus.Ready) && !state.status().isTerminal()) {
            state = states.receive();
        }
        return state;
    }
}
