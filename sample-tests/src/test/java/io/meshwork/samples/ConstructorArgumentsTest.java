package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;
import io.meshwork.junit.MeshTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Learn: actors with constructor arguments, which travel like messages; and that an actor knows its place in the mesh.
 */
@MeshTest(procs = 2)
class ConstructorArgumentsTest {

    public static final class Greeter implements Actor {

        public record Greet(String name) implements Request<Greeter, String> {}

        private final String greeting;
        private final List<String> titles;

        Greeter(String greeting, List<String> titles) {
            this.greeting = greeting;
            this.titles = titles;
        }

        @Handler
        String greet(Greet greet, ActorContext cx) {
            return greeting + ", " + titles.get(cx.rank()) + " " + greet.name();
        }
    }

    @Test
    void argumentsTravelToEveryRank(ProcMesh procs) {
        // tag::arguments[]
        try (ActorMesh<Greeter> greeters =
                procs.spawn("greeters", Greeter.class, "Good morning", List.of("Dr.", "Ms."))) {

            assertThat(greeters.call(new Greeter.Greet("Hopper")))
                    .containsExactly("Good morning, Dr. Hopper", "Good morning, Ms. Hopper");
        }
        // end::arguments[]
    }
}
