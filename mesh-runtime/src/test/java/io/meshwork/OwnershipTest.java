package io.meshwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.MeshCallException;
import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Port;
import io.meshwork.proc.LocalProc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import io.meshwork.value.Status;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SV-1 to SV-7, as far as one process shows them: an actor that owns a mesh. */
@Timeout(60)
class OwnershipTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final LocalProc local = new LocalProc();
    private Port<String> told;
    private ActorRef<Boss> boss;

    @BeforeEach
    void start() {
        told = local.client().openPort(String.class);
    }

    @AfterEach
    void close() {
        local.close();
    }

    /** SV-2. */
    @Test
    void whatAnActorOwnsIsStoppedBeforeItsHookRuns() {
        hire(Boss.Care.TAKES_CARE);

        RankStatus stopped = local.agent().call(new ProcAgent.Stop("boss", "enough"));

        assertThat(stopped.status()).isEqualTo(new Status.Stopped());
        assertThat(told.receive(3)).containsExactly("hand stopped", "hand stopped", "boss stopped: enough");
    }

    /** SV-2, SV-5. */
    @Test
    void whenTheFailureOfAnOwnerIsKnownWhatItOwnedHasStopped() {
        ActorMesh<Boss.Hand> hands = hire(Boss.Care.TAKES_CARE);

        boss.send(new Boss.Break("broken"));

        assertThat(end("boss")).isEqualTo(new Status.Failed("broken"));
        assertThat(hands.status()).containsExactly(new ActorStatus.Stopped("its owner failed: owner=" + boss.id()));
        assertThat(told.receive(2)).containsExactly("hand stopped", "hand stopped");
        assertThatThrownBy(() -> hands.call(new Boss.Hand.Work()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("its owner failed: owner=boss.p0");
    }

    /** SV-3, SV-7. */
    @Test
    void whoTakesCareLivesOnAndHearsOfEachMemberOnce() {
        ActorMesh<Boss.Hand> hands = hire(Boss.Care.TAKES_CARE);

        hands.cast(new Boss.Hand.Break("first"));
        hands.cast(new Boss.Hand.Break("second"));

        assertThat(told.receive()).isEqualTo("told of hands [0]");
        assertThat(end("hands")).isEqualTo(new Status.Failed("first"));
        assertThat(local.agent().call(new ProcAgent.GetState("boss"))).isEqualTo(new ActorStatus.Running());
        assertThat(told.poll()).isEmpty();
    }

    /** SV-7. */
    @Test
    void whoDoesNotFailsAndNamesTheChain() {
        ActorMesh<Boss.Hand> hands = hire(Boss.Care.DOES_NOT);

        hands.cast(new Boss.Hand.Break("broken"));

        assertThat(end("boss"))
                .isEqualTo(new Status.Failed("did not supervise: actor hands on proc p0 () pid 1: failed: broken:"
                        + " mesh=hands ranks=[0]"));
    }

    /** SV-7. */
    @Test
    void whoThrowsWhileItSupervisesFailsWithThat() {
        ActorMesh<Boss.Hand> hands = hire(Boss.Care.THROWS);

        hands.cast(new Boss.Hand.Break("broken"));

        assertThat(end("boss"))
                .asString()
                .contains("threw while it supervised: java.lang.UnsupportedOperationException: no plan for this: told"
                        + " of actor hands on proc p0")
                .contains("failed: broken");
    }

    /** SV-4. */
    @Test
    void whatWasStoppedIsToldToNobody() {
        hire(Boss.Care.DOES_NOT);

        boss.run(it -> {});
        local.agent().call(new ProcAgent.Stop("hands", "by the agent"));

        assertThat(told.receive()).isEqualTo("hand stopped");
        assertThat(local.agent().call(new ProcAgent.GetState("boss"))).isEqualTo(new ActorStatus.Running());
    }

    /** SV-6. */
    @Test
    void requestsThatAreNotAnsweredFailWithTheActor() {
        boss = local.create("boss", Boss.class, told.ref(), Boss.Care.TAKES_CARE);
        Answers late = boss.ask(new Boss.AnswerLate());
        boss.send(new Boss.Break("broken"));
        Answers queued = boss.ask(new Boss.AnswerLate());

        assertThat(late.await(LONG)).isTrue();
        assertThat(queued.await(LONG)).isTrue();
        assertThat(late.failure(0))
                .hasMessage(
                        "actor has ended before it answered: actor=" + boss.id() + " status=Failed[message=broken]");
        assertThat(queued.failure(0))
                .hasMessage("actor has ended: actor=" + boss.id() + " status=Failed[message=broken]");
    }

    @Test
    void aHookThatDoesNotEndHoldsUpNeitherTheStopNorTheMailbox() throws InterruptedException {
        ActorRef<Boss.Clinger> clinger = local.create("clinger", Boss.Clinger.class);
        try {
            RankStatus stopped = local.agent().call(new ProcAgent.Stop("clinger", "enough"));
            local.client().send(clinger.id().port(0), false, new Boss.Clinger.Work());

            assertThat(stopped.status()).isEqualTo(new Status.Stopped());
            Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
            assertThat(back).isNotNull();
            assertThat(back.reason()).contains("Stopped[reason=enough]");
        } finally {
            Boss.Clinger.LET_GO.countDown();
        }
    }

    /** SV-1. */
    @Test
    void aNameThatAnotherOneHasTakenIsRefusedWithItsOwner() {
        hire(Boss.Care.TAKES_CARE);

        assertThatThrownBy(() -> procs().spawn("hands", Boss.Hand.class, told.ref()))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("started here before: choose another name")
                .hasMessageContaining("owner=" + boss.id());
        assertThat(told.poll()).isEmpty();
    }

    /** SV-1. */
    @Test
    void onlyTheOwnerStopsAMesh() {
        ActorMesh<Boss.Hand> hands = hire(Boss.Care.TAKES_CARE);

        assertThatThrownBy(hands::stop).isInstanceOf(MeshException.class).hasMessageContaining("only the owner");
        assertThat(hands.call(new Boss.Hand.Work())).containsExactly("done");
    }

    private ActorMesh<Boss.Hand> hire(Boss.Care care) {
        boss = local.create("boss", Boss.class, told.ref(), care);
        return boss.call(new Boss.Hire(procs(), "hands"));
    }

    private ProcMesh procs() {
        ProcRef.Member member =
                new ProcRef.Member(local.proc().id(), local.proc().id().address(), 1);
        return new ProcMesh.Form("procs", List.of(member), Region.of(Extent.unity())).arrive(local.client());
    }

    private Status end(String name) {
        return local.agent()
                .call(new ProcAgent.WaitRankStatus(name, 0, new Status.Stopped()))
                .status();
    }
}
