package io.meshwork.bootstrap.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedTest {

    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "-Dx=y, 128",
        "-Xmx64m, 64",
        "-Xmx1G, 1024",
        "-Xmx65536k, 64",
        "-Xmx67108864, 64",
        "-XX:MaxHeapSize=32m, 32",
        "-Xmx, 128",
        "-Xmxlots, 128",
        "-XX:MaxRAMPercentage=none, 0"
    })
    void aJvmNeedsItsHeapAndWhatItTakesBeside(String argument, long heapMib) {
        Need need =
                Need.of("proc", Extent.of("procs", 3), ProcOptions.standard().jvmArgs(argument));

        assertThat(need.processes()).isEqualTo(3);
        assertThat(need.bytes()).isEqualTo(3 * (heapMib + 48) * MIB);
    }

    @Test
    void aHeapThatAVariableSaysCountsUnlessArgumentsSayAnother() {
        ProcOptions options = ProcOptions.standard()
                .environment("JAVA_TOOL_OPTIONS", "-Dx=y -Xmx64m")
                .rank(1, ProcOptions.standard().jvmArgs("-Xmx20m"));

        Need need = Need.of("proc", Extent.of("procs", 2), options);

        assertThat(need.bytes()).isEqualTo((64 + 20 + 2 * 48) * MIB);
    }

    @Test
    void eachRankHasItsOwn() {
        ProcOptions options = ProcOptions.standard()
                .jvmArgs("-Xmx10m")
                .rank(1, ProcOptions.standard().jvmArgs("-Xmx20m"))
                .rank(2, ProcOptions.standard().command("/bin/true"));

        Need need = Need.of("proc", Extent.of("procs", 3), options);

        assertThat(need.bytes()).isEqualTo((10 + 20 + 10 + 3 * 48) * MIB);
    }
}
