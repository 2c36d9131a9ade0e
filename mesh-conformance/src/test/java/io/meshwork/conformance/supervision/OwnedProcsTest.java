package io.meshwork.conformance.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.actor.ActorRef;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Port;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * SV-1 to SV-7 of procs that an actor has spawned. It lives on the proc of host 0, and its procs are {@code w_0} on its own
 * host and {@code w_1} on the other.
 */
@EachBackend
@Timeout(60)
class OwnedProcsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Parameter
    Backend backend;

    private Bench bench;
    private int number;
    private Port<String> ended;

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(
                backend, Extent.of("hosts", 2), Extent.unity(), backend.config().with(Keys.CALL_TIMEOUT, "60min"));
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @BeforeEach
    void open() {
        number++;
        ended = bench.client().openPort(String.class);
    }

    @AfterEach
    void nothingMoreIsHeardAndNoProcIsLeft() {
        Living.await(bench.hosts(), 1, 1);
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    /** SV-1. */
    @Test
    @Row("B57")
    void theProcsOfAnActorAreReachedByAllAndStoppedByItAlone() {
        ActorMesh<Founder> founders = founders(true);
        ProcMesh procs = found(founders);
        ActorRef<Founder> neighbour = bench.procs()
                .range("hosts", 1, 2)
                .spawn("neighbour" + number, Founder.class, true, ended.ref())
                .get(0);

        assertThat(procs.call(() -> System.getProperty("no.such"))).containsOnlyNulls();
        assertThat(procs.spawn("mine", Hand.class).call(new Hand.Rank())).containsExactly(0, 1);
        assertThat(neighbour.call(new Founder.Take(procs))).containsExactly(0, 1);
        assertThatThrownBy(procs::stop)
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("only the owner of the whole mesh can stop it");
        assertThatThrownBy(() -> bench.hosts().spawn(procs.name(), Extent.unity()))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("created on this host by another owner: choose another name")
                .hasMessageContaining("owner=" + founders.get(0).id());
        assertThatThrownBy(() -> founders.get(0).call(new Founder.Found(bench.hosts(), procs.name())))
                .hasMessageContaining("a mesh of that name exists: choose another name: mesh=" + procs.name());

        assertThat(founders.get(0).call(new Founder.Close())).isEqualTo(2);
        assertThat(founders.get(0).call(new Founder.Heard(0))).isEmpty();
        assertThatThrownBy(() -> procs.call(() -> 1)).hasMessageContaining("2 of 2 could not answer");
    }

    /** SV-1: of what was decoded, and of views, only the client's own handle ends hosts. */
    @Test
    @Row("B57")
    void aHandleThatTravelledEndsNoHostAndDoesNothingToIt() {
        ActorRef<Founder> founder = founders(true).get(0);

        assertThat(founder.call(new Founder.Try(bench.hosts())))
                .allMatch(refusal -> refusal.startsWith("only the "))
                .hasSize(4);
    }

    /** SV-3, M-2. */
    @Test
    @Row({"B73", "B75", "B76"})
    void anActorHearsOfTheEndOfItsProcOnceWithWhatFollowsAndReplacesIt() {
        ActorMesh<Founder> founders = founders(true);
        ProcMesh procs = found(founders);
        ActorMesh<Hand> hands = founders.get(0).call(new Founder.Hire("hands"));

        procs.get(1).kill();

        List<String> heard = founders.get(0).call(new Founder.Heard(1), LONGEST);
        assertThat(heard)
                .singleElement()
                .asString()
                .startsWith("proc " + procs.get(1).id().name() + " (hosts 1) pid ")
                .containsSubsequence("SIGKILL", "mesh=" + procs.name() + " ranks=[1]", "; hence actor hands on proc ");
        assertThatThrownBy(() -> hands.call(new Hand.Rank()))
                .hasMessageContaining("1 of 2 could not answer")
                .hasMessageContaining("SIGKILL");
        assertThat(hands.get(0).call(new Hand.Rank())).isZero();
        ProcMesh fresh = founders.get(0).call(new Founder.Found(bench.hosts().range("hosts", 1, 2), "fresh" + number));
        assertThat(fresh.spawn("mine", Hand.class).call(new Hand.Rank())).containsExactly(0);
        founders.stop();
        assertThat(heard).hasSize(1);
    }

    /** SV-2. */
    @Test
    @Row("B80")
    void aStoppedActorFindsItsProcsGoneInItsHook() {
        ActorMesh<Founder> founders = founders(true);
        ProcMesh procs = found(founders);

        founders.stop();

        assertThat(ended.receive(LONGEST)).matches("stop: \\[Stopped\\[exitCode=0.*, Stopped\\[exitCode=0.*");
        assertThatThrownBy(() -> procs.call(() -> 1))
                .hasMessageContaining("2 of 2 could not answer")
                .hasMessageContaining(
                        "its owner stopped: owner=" + founders.get(0).id());
    }

    /** SV-2, SV-4, SV-5. */
    @Test
    @Row("B80")
    void whenTheFailureOfAnActorIsHeardItsProcsAreGone() {
        ActorMesh<Founder> founders = founders(true);
        found(founders);

        founders.get(0).send(new Founder.Break("no more"));

        assertThat(bench.client().failures().next(LONGEST).what()).isEqualTo("failed: no more");
        assertThat(Living.on(bench.hosts())).containsExactly(1, 1);
        assertThat(ended.poll()).isEmpty();
    }

    /** SV-7. */
    @Test
    @Row("B74")
    void whoDoesNotSuperviseTheEndOfItsProcFailsOfItAndTheClientHearsThatOnce() {
        ActorMesh<Founder> founders = founders(false);
        ProcMesh procs = found(founders);
        founders.get(0).call(new Founder.Hire("hands"));

        procs.get(0).kill();

        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo(founders.name());
        assertThat(failure.what())
                .startsWith("failed: did not supervise: proc " + procs.name() + "_0 (hosts 0) pid ")
                .contains("SIGKILL");
        assertThat(Living.on(bench.hosts())).containsExactly(1, 1);
    }

    private ActorMesh<Founder> founders(boolean takesCare) {
        return bench.procs().range("hosts", 0, 1).spawn("founders" + number, Founder.class, takesCare, ended.ref());
    }

    private ProcMesh found(ActorMesh<Founder> founders) {
        HostMesh hosts = bench.hosts();
        return founders.get(0).call(new Founder.Found(hosts, "w" + number));
    }
}
