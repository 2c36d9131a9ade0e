package io.meshwork.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Config;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.PortRef;
import io.meshwork.value.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcAgentTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final LocalProc local = new LocalProc();

    @AfterEach
    void close() {
        local.close();
    }

    static final class Echo implements Actor {
        record Say(String text) implements Request<Echo, String> {}

        record Hold(PortRef<String> held, OneShot until) implements Message<Echo> {}

        record OneShot(PortRef<PortRef<String>> gate) {}

        @Handler
        String say(Say say) {
            return say.text();
        }

        @Handler
        void hold(Hold hold, io.meshwork.actor.ActorContext cx) {
            var opened = cx.openPort(String.class);
            hold.until().gate().send(opened.ref());
            hold.held().send("holding");
            opened.receive(LONG);
        }
    }

    /** PA-1. */
    @Test
    void aMessageSentAfterSpawnNeverBounces() {
        for (int i = 0; i < 200; i++) {
            ActorRef<Echo> echo = local.create("echo" + i, Echo.class);

            assertThat(echo.call(new Echo.Say("hi"))).isEqualTo("hi");
        }
        assertThat(local.bounced).isEmpty();
    }

    /** PA-2. */
    @Test
    void creatingAgainStartsNothingAndReportsTheState() {
        ActorRef<Echo> echo = local.create("echo", Echo.class);
        echo.call(new Echo.Say("runs"));
        PortRef<RankStatus> updates = local.client().listen(RankStatus.class, update -> {});

        RankStatus again = local.agent()
                .call(new ProcAgent.CreateOrUpdate(local.spec("echo", Echo.class), updates, new Status.Stopped()));

        assertThat(again.status()).isEqualTo(new Status.Running());
    }

    /** PA-3. */
    @Test
    @SuppressWarnings({"rawtypes", "unchecked"}) // a port of refs
    void theAgentAnswersWhileAnActorIsHeldInItsHandler() {
        ActorRef<Echo> echo = local.create("echo", Echo.class);
        OncePort<String> held = local.client().openOncePort(String.class);
        OncePort<PortRef> gate = local.client().openOncePort(PortRef.class);

        echo.send(new Echo.Hold(held.ref(), new Echo.OneShot((PortRef) gate.ref())));
        assertThat(held.receive(LONG)).isEqualTo("holding");

        assertThat(local.agent().call(new ProcAgent.GetState("echo"))).isEqualTo(new ActorStatus.Running());
        ((PortRef<String>) gate.receive(LONG)).send("go on");
        assertThat(echo.call(new Echo.Say("free"))).isEqualTo("free");
    }

    @Test
    void oneMayWaitForAnActorThatDoesNotExistYet() {
        Answers running = local.agent().ask(new ProcAgent.WaitRankStatus("late", 7, new Status.Running()));

        local.create("late", Echo.class);

        assertThat(running.await(LONG)).isTrue();
        assertThat(running.value(0, RankStatus.class)).isEqualTo(new RankStatus(7, new Status.Running()));
    }

    /** Row B81. */
    @Test
    void aProcOnWhichAnActorHasFailedSpawnsNothingAnyMoreWhereThatIsSet() {
        try (LocalProc strict = new LocalProc(Config.of(Map.of("mesh.refuse-spawn-after-failure", "true")))) {
            ActorRef<Echo> echo = strict.create("echo", Echo.class);
            strict.create("bad", Echo.class, "an argument too many");
            strict.agent().call(new ProcAgent.WaitRankStatus("bad", 0, new Status.Stopped()));
            PortRef<RankStatus> updates = strict.client().listen(RankStatus.class, update -> {});

            RankStatus refused = strict.agent()
                    .call(new ProcAgent.CreateOrUpdate(strict.spec("more", Echo.class), updates, new Status.Stopped()));

            assertThat(refused.status())
                    .asString()
                    .contains("an actor has failed on this proc, which spawns nothing any more: spawn on other procs")
                    .contains("mesh.refuse-spawn-after-failure=false")
                    .contains("failed=bad.p0@");
            assertThat(echo.call(new Echo.Say("lives"))).isEqualTo("lives");
        }
    }

    @Test
    void aProcOnWhichAnActorHasFailedSpawnsOnOtherwise() {
        local.create("bad", Echo.class, "an argument too many");
        local.agent().call(new ProcAgent.WaitRankStatus("bad", 0, new Status.Stopped()));

        assertThat(local.create("more", Echo.class).call(new Echo.Say("lives"))).isEqualTo("lives");
    }

    @Test
    void stopAllEndsTheActorsAndThenTheProc() throws Exception {
        local.create("echo", Echo.class);

        ProcAgent.stopAll(local.proc(), "enough");

        assertThat(local.proc().exit().get(30, TimeUnit.SECONDS)).isZero();
        assertThat(local.agent().call(new ProcAgent.GetState("echo"))).isEqualTo(new ActorStatus.Stopped("enough"));
    }
}
