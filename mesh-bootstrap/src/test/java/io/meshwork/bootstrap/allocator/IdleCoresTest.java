package io.meshwork.bootstrap.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleCoresTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void whatNobodyUsedIsCountedBetweenTwoLooks() throws IOException {
        Path statistics = directory.resolve("stat");
        IdleCores idle = new IdleCores(statistics);
        write(statistics, 1000);
        idle.begin(5 * SECOND);

        write(statistics, 1150); // hundredths of a second
        assertThat(idle.since(6 * SECOND)).isEqualTo(1.5, Offset.offset(0.01));
        assertThat(idle.since(7 * SECOND)).isEqualTo(0, Offset.offset(0.01));
    }

    @Test
    void whereTheKernelDoesNotTellAllAreIdle() {
        IdleCores idle = new IdleCores(directory.resolve("none"));
        idle.begin(0);

        assertThat(idle.since(SECOND)).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    private static void write(Path statistics, int idle) throws IOException {
        Files.writeString(statistics, "cpu  73 5 20 " + idle + " 17 0 2 9 0 0\ncpu0 1 1 1 1\n");
    }
}
