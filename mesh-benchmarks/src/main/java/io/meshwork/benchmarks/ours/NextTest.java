package io.meshwork.benchmarks.ours;

import io.meshwork.ActorMesh;
import io.meshwork.junit.MeshTest;
import org.junit.jupiter.api.Test;

/** The next class of the same JVM, begun when what stands by for it is at rest. */
@MeshTest
class NextTest {

    @Test
    void anActorAnswers(ActorMesh<Echo> actors) {
        actors.call(new Echo.Say(2));
        Tape.mark("next-answered");
        Tape.figure("next-answer", Tape.millis("next", "next-answered"));
    }
}
