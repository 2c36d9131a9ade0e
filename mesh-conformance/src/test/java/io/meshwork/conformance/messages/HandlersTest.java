package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.failure.RemoteException;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.wire.CannotTravelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What handlers may take and give, and what becomes of what they throw at one who waits. */
@EachBackend
class HandlersTest {

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Sample> samples;

    /** What several actors can be asked. */
    interface Greeter extends Actor {

        record Greet(String name) implements Request<Greeter, String> {}
    }

    static final class English implements Greeter {
        @Handler
        String greet(Greet greet) {
            return "Hello " + greet.name();
        }
    }

    abstract static class Formal implements Greeter {
        @Handler
        String greet(Greet greet) {
            return title() + " " + greet.name();
        }

        abstract String title();
    }

    static final class German extends Formal {
        @Override
        String title() {
            return "Guten Tag";
        }
    }

    static final class Hooked implements Actor {

        private final PortRef<String> port;
        private int last;

        record Note(int number) implements Message<Hooked> {}

        Hooked(PortRef<String> port) {
            this.port = port;
        }

        @Override
        public void started(ActorContext cx) {
            port.send("started " + cx.rank() + " " + cx.sender().isPresent());
        }

        @Handler
        void note(Note note) {
            last = note.number();
        }

        @Override
        public void stopped(ActorContext cx, String reason) {
            port.send("stopped " + cx.rank() + " " + reason + " " + last);
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
        samples = bench.procs().spawn("sample", Sample.class);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    void aHandlerSeesItsSurroundings() {
        Port<String> port = bench.client().openPort(String.class);

        samples.get(1).send(new Sample.Where(port.ref()));

        assertThat(port.receive()).isEqualTo("1 (hosts 0, procs 1) sample root io.meshwork.actor.sample");
        ActorId id = samples.get(1).call(new Sample.Self()).id();
        assertThat(id).isEqualTo(samples.get(1).id());
    }

    @Test
    void anAnswerIsAValueAMapNothingOrARef() {
        Map<String, List<Integer>> values = Map.of("a", List.of(1, 2), "b", List.of());

        assertThat(samples.get(0).call(new Sample.Names(values))).isEqualTo(values);
        assertThat(samples.get(0).call(new Sample.Nothing())).isNull();
        assertThat(samples.get(0).call(new Sample.Self()).call(new Sample.Nothing()))
                .isNull();
    }

    @Test
    void aStageIsAnsweredWhenItCompletesAndHoldsUpNothing() throws Exception {
        CompletableFuture<String> answer = samples.get(0).callAsync(new Sample.Later());

        assertThat(samples.get(0).call(new Sample.Nothing())).isNull();
        assertThat(answer).isNotDone();
        samples.get(0).send(new Sample.Release());

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("from late");
    }

    @Test
    void whatAStageFailsWithComesBack() {
        MeshCallException failed = catchThrowableOfType(
                MeshCallException.class, () -> samples.get(0).call(new Sample.FailLater()));

        assertThat(failed)
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("later");
    }

    @Test
    void whatAHandlerThrowsAtACallerComesBackWithItsStackAndTheActorLivesOn() {
        MeshCallException failed =
                catchThrowableOfType(MeshCallException.class, () -> samples.call(new Sample.Throw("checked")));

        assertThat(failed).hasMessageStartingWith("2 of 2 could not answer; rank 0 (actor sample on proc p0_0");
        assertThat(failed.answers()).isEmpty();
        assertThat(failed.failures()).containsOnlyKeys(0, 1);
        assertThat(failed)
                .hasCause(failed.failures().get(0))
                .hasSuppressedException(failed.failures().get(1));
        Throwable far = failed.failures().get(1);
        assertThat(far).isExactlyInstanceOf(IOException.class).hasMessage("on disk");
        assertThat(far)
                .cause()
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("inner");
        ProcRef proc = bench.procs().get(1);
        assertThat(far.getStackTrace()[0].toString())
                .startsWith("proc p0_1 (hosts 0, procs 1) pid " + proc.pid())
                .contains("sample");
        assertThat(far.getStackTrace()[1].toString()).contains("Sample.fail(Sample.java:");
        assertThat(samples.call(new Sample.Nothing())).hasSize(2);
        assertThat(samples.status()).containsOnly(new ActorStatus.Running());
    }

    @Test
    void anExceptionWhoseClassCanNotBeMadeHereIsStoodInFor() {
        MeshCallException failed = catchThrowableOfType(
                MeshCallException.class, () -> samples.get(0).call(new Sample.Throw("unmakeable")));

        assertThat(failed).cause().isInstanceOfSatisfying(RemoteException.class, far -> {
            assertThat(far.remoteClass()).isEqualTo(Sample.NumberedException.class.getName());
            assertThat(far).hasMessage(Sample.NumberedException.class.getName() + ": number 7");
            assertThat(far.getStackTrace()[1].toString()).contains("Sample.fail(");
        });
    }

    @Test
    void anAnswerThatCanNotTravelIsTheCallersFailure() {
        MeshCallException failed = catchThrowableOfType(
                MeshCallException.class, () -> samples.get(0).call(new Sample.AnswerThread()));

        assertThat(failed)
                .cause()
                .isInstanceOf(CannotTravelException.class)
                .hasMessageStartingWith("cannot travel: java.lang.Thread; what travels:");
        assertThat(samples.get(0).call(new Sample.Nothing())).isNull();
    }

    @Test
    void aMessageToAnInterfaceIsUnderstoodByAllThatImplementIt() {
        ActorRef<English> english =
                bench.procs().spawn("english", English.class).get(0);
        ActorRef<German> german = bench.procs().spawn("german", German.class).get(1);

        List<String> greetings = new ArrayList<>();
        for (ActorRef<? extends Greeter> greeter : List.of(english, german)) {
            greetings.add(greeter.call(new Greeter.Greet("Ada")));
        }

        assertThat(greetings).containsExactly("Hello Ada", "Guten Tag Ada");
    }

    @Test
    void theHooksRunBeforeTheFirstMessageAndAfterTheLast() {
        Port<String> port = bench.client().openPort(String.class);
        ActorMesh<Hooked> hooked = bench.procs().spawn("hooked", Hooked.class, port.ref());
        assertThat(port.receive(2)).containsExactlyInAnyOrder("started 0 false", "started 1 false");
        for (int note = 1; note <= 100; note++) {
            hooked.cast(new Hooked.Note(note));
        }

        hooked.stop();

        assertThat(port.receive(2)).containsExactlyInAnyOrder("stopped 0 stop 100", "stopped 1 stop 100");
        assertThat(hooked.status()).containsOnly(new ActorStatus.Stopped("stop"));
        assertThat(bench.client().failures().poll()).isEmpty();
    }
}
