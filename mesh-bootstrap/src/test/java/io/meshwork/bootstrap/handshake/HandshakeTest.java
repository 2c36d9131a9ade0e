package io.meshwork.bootstrap.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.bootstrap.process.HandedDown;
import io.meshwork.config.Layer;
import io.meshwork.config.Setting;
import io.meshwork.config.Settings;
import io.meshwork.failure.MeshException;
import io.meshwork.host.ProcSpec;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Secret;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private static final long SEED = 77;
    private static final List<ProcSpec> PROCS = List.of(
            spec(2, ProcOptions.standard()),
            spec(
                    3,
                    ProcOptions.standard()
                            .command("sleep", "600")
                            .java("/jdk/bin/java")
                            .environment("COLOUR", "blue")
                            .jvmArgs("-Xmx64m", "-Dx=y z")));

    private static ProcSpec spec(int rank, ProcOptions options) {
        return new ProcSpec("p0_" + rank, "p0", Extent.of("hosts", 2, "procs", 2), rank, options);
    }

    @Test
    void aBootSpecIsReadAsItWasWrittenAndShowsNoSecret() {
        BootSpec spec = spec(new Settings(List.of(
                new Setting("mesh.grace", "1s", Layer.OVERRIDE, "Config.with"),
                new Setting("mesh.nets", "all", Layer.PUSHED, "MESH_NETS"))));

        BootSpec read = BootSpec.parse(content(spec));

        assertThat(read).usingRecursiveComparison().ignoringFields("secret").isEqualTo(spec);
        assertThat(read.secret().bytes()).isEqualTo(spec.secret().bytes());
        assertThat(spec.toString()).isEqualTo("BootSpec[run=runid chain=runid/a1]"); // HS-1
    }

    @Test
    void bytesThatAreNoBootSpecAreRefused() {
        Random random = new Random(SEED);
        byte[] content = content(spec(new Settings(List.of())));
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = Arrays.copyOf(content, random.nextInt(content.length));
            if (changed.length > 0 && random.nextBoolean()) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThatThrownBy(() -> BootSpec.parse(changed))
                    .as("seed=%d round=%d", SEED, i)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void aBootSpecThatIsTooLargeIsRefusedByItsWriter() {
        Setting large = new Setting("mesh.x", "x".repeat(40_000), Layer.PUSHED, "");
        assertThatThrownBy(() -> spec(new Settings(List.of(large))).toBytes())
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("limit=32768");
    }

    @Test
    void procsThatMakeABootSpecTooLargeAreLeftOutOfIt() {
        ProcSpec large = spec(0, ProcOptions.standard().jvmArgs("-Dx=" + "x".repeat(40_000)));

        BootSpec read = BootSpec.parse(content(spec(new Settings(List.of()), List.of(large))));

        assertThat(read.procs()).isEmpty();
        assertThat(read.config().all()).isEmpty();
    }

    /** HS-2. */
    @Test
    void theParentSaysWhichProcAndTheChildWhere() {
        Address address = new Address.Unix("/tmp/x/a1.s");
        StartProc start = new StartProc(new ProcId("p0_3", address), Extent.of("hosts", 2, "procs", 2), 3);

        Hello hello = new Hello("a1", address, -17, Long.MAX_VALUE);
        assertThat(Hello.read(new WireInput(hello.toBody().toByteArray()))).isEqualTo(hello);
        assertThat(StartProc.read(new WireInput(start.toBody().toByteArray()))).isEqualTo(start);
    }

    private static byte[] content(BootSpec spec) {
        byte[] whole = spec.toBytes();
        return Arrays.copyOfRange(whole, BootSpec.LENGTH_BYTES, whole.length);
    }

    private static BootSpec spec(Settings config) {
        return spec(config, PROCS);
    }

    private static BootSpec spec(Settings config, List<ProcSpec> procs) {
        return new BootSpec(
                "runid",
                Secret.fresh(),
                Path.of("/tmp/x"),
                "a1",
                "runid/a1",
                Path.of("/tmp/x/client.l"),
                true,
                Path.of("/tmp/out"),
                new HandedDown(List.of("-ea"), "/lib:/cache", Path.of("/cache/key.jsa")),
                config,
                procs);
    }
}
