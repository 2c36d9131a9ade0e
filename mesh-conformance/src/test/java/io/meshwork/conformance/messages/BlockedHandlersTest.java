package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.ActorStatus;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.mailbox.Port;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** MB-3: a handler that blocks holds up no other actor. */
@EachBackend
class BlockedHandlersTest {

    @Parameter
    Backend backend;

    private static final int BLOCKED = 60;

    @Test
    void manyBlockedHandlersHoldUpNoOtherActorAndNotTheControlPlane() {
        try (Bench bench = Bench.start(backend, 1, 1)) {
            Port<Holdable.Held> port = bench.client().openPort(Holdable.Held.class);
            List<ActorMesh<Holdable>> blocked = new ArrayList<>();
            for (int i = 0; i < BLOCKED; i++) {
                ActorMesh<Holdable> actors = bench.procs().spawn("blocked" + i, Holdable.class);
                actors.cast(new Holdable.Hold(port.ref()));
                blocked.add(actors);
            }
            List<Holdable.Held> held = port.receive(BLOCKED);

            ActorMesh<Holdable> free = bench.procs().spawn("free", Holdable.class);
            free.cast(new Holdable.Note("handled"));

            assertThat(free.call(new Holdable.Notes())).containsExactly(List.of("handled"));
            assertThat(blocked)
                    .allSatisfy(actors -> assertThat(actors.status()).containsExactly(new ActorStatus.Running()));
            held.forEach(one -> one.key().send("freed"));
            assertThat(blocked)
                    .allSatisfy(actors ->
                            assertThat(actors.call(new Holdable.Notes())).containsExactly(List.of("freed")));
        }
    }
}
