package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.Failures;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What the processes of a class print, as it stands in the test's own output. */
@ExtendWith(NothingLeft.class)
class OutputTest {

    private static final int CALLS = 100;

    private final Stdout stdout = new Stdout();

    @TempDir
    private Path evidence;

    @BeforeEach
    void capture() {
        stdout.capture();
    }

    @AfterEach
    void leave() {
        stdout.close();
    }

    /** J-8, B90. */
    @Test
    void whatAChildPrintedBeforeItAnsweredStandsBeforeWhatTheTestPrintsNext() throws Exception {
        EngineExecutionResults results = run(Map.of("mesh.evidence-dir", evidence.toString()), Talks.class);

        assertThat(failures(results.allEvents())).isEmpty();
        List<String> expected = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            expected.addAll(List.of("P0 out " + call, "P0 err " + call, "test " + call));
        }
        expected.addAll(List.of("P0 said before a port got it", "test got it"));
        expected.addAll(List.of("P0 said with no end of line, ", "test got that", "P0 and its end"));
        expected.addAll(List.of("P0 last words", "test heard of its end"));
        assertThat(stdout.lines()).containsExactlyElementsOf(expected);
        assertThat(evidence).isEmptyDirectory();
    }

    /** J-8, B90. */
    @Test
    void whereTestsRunInParallelItIsShownInOnePieceAtTheEndOfATest() throws Exception {
        Map<String, String> parameters =
                Map.of("mesh.evidence-dir", evidence.toString(), "junit.jupiter.execution.parallel.enabled", "true");

        EngineExecutionResults results = run(parameters, InTurns.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(stdout.lines())
                .containsExactly(
                        "test 0",
                        "test 1",
                        "test 2",
                        "[printed by the processes of " + InTurns.class.getName() + "]",
                        "P0 begins 0",
                        "P1 begins 0",
                        "P1 ends 0",
                        "P0 ends 0",
                        "P0 begins 1",
                        "P1 begins 1",
                        "P1 ends 1",
                        "P0 ends 1",
                        "P0 begins 2",
                        "P1 begins 2",
                        "P1 ends 2",
                        "P0 ends 2");
    }

    @Test
    void whatAFailedTestsProcessesPrintedStaysInAFileForEach() throws Exception {
        run(Map.of("mesh.evidence-dir", evidence.toString()), Fails.class);

        try (Stream<Path> files = Files.walk(evidence)) {
            assertThat(files.filter(file -> file.getParent().endsWith("output"))
                            .map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .contains("p0_0.log");
        }
    }

    @MeshTest
    @TestMethodOrder(OrderAnnotation.class)
    static class Talks {
        @Test
        @Order(1)
        void callByCall(ProcMesh procs) {
            for (int call = 0; call < CALLS; call++) {
                int number = call;
                procs.run(() -> {
                    System.out.println("out " + number);
                    System.err.println("err " + number);
                });
                System.out.println("test " + call);
            }
        }

        @Test
        @Order(2)
        void toAPort(Client client, ActorMesh<Talker> talkers) {
            Port<Integer> port = client.openPort(Integer.class);
            talkers.cast(new Talker.Say(port.ref()));
            port.receive();
            System.out.println("test got it");
        }

        @Test
        @Order(3)
        void withoutAnEnd(ProcMesh procs) {
            procs.run(() -> System.out.print("said with no end of line, "));
            System.out.println("test got that");
            procs.run(() -> System.out.println("and its end"));
        }

        @Test
        @Order(4)
        void lastWords(ProcMesh procs, Failures failures) {
            procs.run(() -> Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print("last words"))));
            procs.get(0).exit(3);
            failures.next();
            System.out.println("test heard of its end");
        }
    }

    @MeshTest(procs = 2)
    static class InTurns {
        @Test
        void print(ActorMesh<Chain> chain) {
            for (int turn = 0; turn < 3; turn++) {
                chain.get(0).call(new Chain.Pass(turn, List.of(chain.get(1))));
                System.out.println("test " + turn);
            }
        }
    }

    @MeshTest
    static class Fails {
        @Test
        void fails(ProcMesh procs) throws IOException {
            throw new IOException("told to, with " + procs.size());
        }
    }

    /** Prints before it answers. */
    static final class Talker implements Actor {

        record Say(PortRef<Integer> to) implements Message<Talker> {}

        @Handler
        void say(Say say) {
            System.out.println("said before a port got it");
            say.to().send(1);
        }
    }

    /** Has another one do something between two lines of its own. */
    static final class Chain implements Actor {

        record Pass(int number, List<ActorRef<Chain>> rest) implements Request<Chain, Integer> {}

        @Handler
        int pass(Pass pass) {
            System.out.println("begins " + pass.number());
            for (ActorRef<Chain> next : pass.rest()) {
                next.call(new Pass(pass.number(), List.of()));
            }
            System.out.println("ends " + pass.number());
            return pass.number();
        }
    }
}
