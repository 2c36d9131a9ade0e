package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Request;
import io.meshwork.junit.MeshTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/**
 * Learn: what an exception looks like that crosses processes. The actor of rank 0 asks the one of rank 1, which throws;
 * the test gets the exception with the stack of each process it came through, each under a line that names the process.
 */
@MeshTest(procs = 2)
class FarExceptionTest {

    public static final class Clerk implements Actor {

        public record Ask(ActorRef<Clerk> other) implements Request<Clerk, String> {}

        public record Stamp(String paper) implements Request<Clerk, String> {}

        @Handler
        String ask(Ask ask, ActorContext cx) {
            return ask.other().call(new Stamp("form 27"));
        }

        @Handler
        String stamp(Stamp stamp) {
            throw new IllegalArgumentException("not signed: " + stamp.paper());
        }
    }

    @Test
    void theStackOfEachProcessIsThere(ActorMesh<Clerk> clerks) {
        MeshCallException thrown = catchThrowableOfType(
                MeshCallException.class, () -> clerks.get(0).call(new Clerk.Ask(clerks.get(1))));

        assertThat(thrown).hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(rendered(thrown))
                .contains("not signed: form 27")
                .contains("at proc p0_1 (hosts 0, procs 1) pid ")
                .contains("Clerk.stamp")
                .contains("at proc p0_0 (hosts 0, procs 0) pid ")
                .contains("Clerk.ask")
                .contains("FarExceptionTest.lambda");
    }

    private static String rendered(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
