package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.MeshEvent;
import io.meshwork.Phase;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.BadActorException;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.failure.MeshException;
import io.meshwork.junit.assertions.MeshAssertions;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine, without JUnit's callbacks. */
@ExtendWith(NothingLeft.class)
class MeshFixtureTest {

    @Test
    void eachPartIsStartedOnceWhenItIsAskedFor() {
        try (MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1)) {
            Client client = fixture.client();
            assertThat(NothingLeft.living()).isEmpty();

            HostMesh hosts = fixture.hosts();
            assertThat(NothingLeft.living()).hasSize(1);

            ProcMesh procs = fixture.procs();
            assertThat(NothingLeft.living()).hasSize(2);

            assertThat(fixture.spawn(Counter.class).name()).isEqualTo("counter-1");
            assertThat(fixture.spawn(Counter.class).name()).isEqualTo("counter-2");
            assertThat(fixture.client()).isSameAs(client);
            assertThat(fixture.hosts()).isSameAs(hosts);
            assertThat(fixture.procs()).isSameAs(procs);
            assertThat(NothingLeft.living()).hasSize(2);
        }
    }

    @Test
    void closedItStartsNothingAnyMore() {
        MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1);
        Client client = fixture.client();
        HostMesh hosts = fixture.hosts();
        fixture.close();
        fixture.close();

        List<Consumer<MeshFixture>> attempts = List.of(
                MeshFixture::client, MeshFixture::hosts, MeshFixture::procs, closed -> closed.spawn(Counter.class));
        assertThat(attempts)
                .allSatisfy(attempt -> assertThatThrownBy(() -> attempt.accept(fixture))
                        .isInstanceOf(MeshException.class)
                        .hasMessage("the fixture is closed and starts nothing any more: class=sample.Engine"));
        assertThatThrownBy(() -> hosts.spawn("late", Extent.unity())).hasMessageContaining("already shut down");
        Alloc late = new ProcessAllocator().allocate(AllocSpec.of(Extent.unity()));
        assertThatThrownBy(() -> HostMesh.allocate(client, late, "late")).hasMessageContaining("the client is closed");
    }

    @Test
    void itClosesActorsThenProcsThenHosts() {
        try (Stdout output = new Stdout();
                LogLines runtime = new LogLines("io.meshwork.HostShutdown")) {
            output.capture();
            try (MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1)) {
                fixture.procs().spawn("by-hand", Farewell.class, "the proc's");
                fixture.spawn(Farewell.class, "the fixture's");
            }

            assertThat(output.lines()).containsExactly("P0 the fixture's: stop", "P0 the proc's: stop");
            assertThat(runtime.texts()).singleElement().asString().contains("host mesh hosts down: hosts=1");
        }
    }

    @Test
    void procsThatAreAskedForStartWithTheirHosts() {
        try (MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1)) {
            fixture.spawn(Farewell.class, "whatever");

            List<MeshEvent> events = fixture.client().events().stream()
                    .filter(event -> event.member().startsWith("proc p0_0 "))
                    .toList();
            MeshEvent asked = events.get(0);
            MeshEvent ready = events.get(1);
            assertThat(asked.kind()).isEqualTo(MeshEvent.Kind.STARTED);
            assertThat(ready.kind()).isEqualTo(MeshEvent.Kind.READY);
            assertThat(ready.when().minus(Phase.total(ready.phases())))
                    .as(fixture.client().phases())
                    .isBefore(asked.when());
        }
    }

    @Test
    void hostsThatAreAskedForAloneStandAlone() {
        try (MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1)) {
            MeshAssertions.assertThat(fixture.hosts()).hasNoDescendants();
        }
    }

    @Test
    @DisplayName("B105: the directory of the sockets goes with the last fixture that is closed")
    void theSocketDirectoryGoesWithTheLastFixture() {
        Path directory = Run.ofThisJvm().directory();
        try (MeshFixture stays = MeshFixture.of("sample.Stays", 1, 1)) {
            stays.client();
            MeshFixture goes = MeshFixture.of("sample.Goes", 1, 1);
            goes.procs();
            goes.close();

            assertThat(directory).isDirectory();
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void anActorThatCannotBeMadeIsRefusedBeforeAProcessStarts() {
        try (MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1)) {
            assertThatThrownBy(() -> fixture.spawn(Farewell.class, 5)).isInstanceOf(BadActorException.class);
            assertThat(NothingLeft.living()).isEmpty();
        }
    }

    @Test // J-1
    void buildingAnExtensionInAChildStartsNothing() {
        try (MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1)) {
            assertThat(fixture.procs().call(() -> {
                        int threads = Thread.activeCount();
                        new MeshExtension();
                        boolean isChild = System.getenv("MESH_CHAIN") != null;
                        return isChild
                                + " " + (Thread.activeCount() - threads)
                                + " " + ProcessHandle.current().children().count();
                    }))
                    .containsExactly("true 0 0");
        }
    }

    /** Says why it was stopped. */
    static final class Farewell implements Actor {

        private final String whose;

        Farewell(String whose) {
            this.whose = whose;
        }

        @Override
        public void stopped(ActorContext cx, String reason) {
            System.out.println(whose + ": " + reason);
        }
    }
}
