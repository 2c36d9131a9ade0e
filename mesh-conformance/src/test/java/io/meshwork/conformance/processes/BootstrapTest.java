package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.conformance.Row;
import io.meshwork.id.ProcId;
import io.meshwork.shape.Extent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child JVM and nothing else of the harness: the test is its parent. Shows L-1, CH-1, CH-2 and HS-2. */
class BootstrapTest {

    private static final int LOST_LEASE = 70;

    @TempDir
    private Path directory;

    private RawParent parent;

    @BeforeEach
    void startTheChild() {
        parent = new RawParent(directory);
    }

    @AfterEach
    void endIt() {
        parent.close();
    }

    @Row({"B8", "B9"})
    @ParameterizedTest
    @ValueSource(strings = {"nothing", "no magic number", "cut short", "half a length", "too long", "below 0"})
    void aChildThatIsNotToldWhatToBecomeSaysSoAndExitsWith1(String told) throws Exception {
        byte[] whole = parent.spec().toBytes();
        parent.tell(
                        switch (told) {
                            case "nothing" -> new byte[0];
                            case "no magic number" -> new byte[] {0, 0, 0, 4, 1, 2, 3, 4};
                            case "cut short" -> Arrays.copyOf(whole, whole.length / 2);
                            case "half a length" -> new byte[] {0, 0};
                            case "too long" ->
                                ByteBuffer.allocate(4).putInt(1 << 20).array();
                            default -> ByteBuffer.allocate(4).putInt(-1).array();
                        })
                .vanish();

        assertThat(parent.exit()).isEqualTo(new ExitStatus.Exited(1));
        assertThat(parent.output()).contains("parsing", "stdin");
    }

    @Row("B9")
    @Test
    void aChildThatCannotComeUpSaysWhyAndExitsWith1() throws Exception {
        byte[] spec = parent.spec().toBytes();
        parent.hearNothingMore();

        parent.tell(spec);

        assertThat(parent.exit()).isEqualTo(new ExitStatus.Exited(1));
        assertThat(parent.output()).contains("bringing up", "cannot dial a control link");
    }

    @Row({"B9", "B11"})
    @Test
    void aChildThatIsStoppedSaysByeAndExitsWithThatCode() throws Exception {
        parent.tell(parent.spec().toBytes());
        Hello hello = parent.hear(Hello.class);
        assertThat(hello.launchId()).isEqualTo("a1");

        parent.startProc(new StartProc(new ProcId("chosen", hello.address()), Extent.unity(), 0));
        parent.hear(RawParent.StartedProc.class);
        parent.stop();

        assertThat(parent.hear(RawParent.Bye.class).code()).isZero();
        assertThat(parent.exit()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Row("B12")
    @Test
    void aChildWhoseParentVanishesEndsWhateverItIsWaitingFor() throws Exception {
        parent.tell(parent.spec().toBytes());
        parent.hear(Hello.class);

        parent.vanish();

        assertThat(parent.exit()).isEqualTo(new ExitStatus.Exited(LOST_LEASE));
    }
}
