package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeshUseTest {

    private final MeshUse use = new MeshUse(2, 4, 12, Duration.ofMillis(400), Duration.ofMillis(120), 1);

    @Test
    void itReadsAsOneLine() {
        assertThat(use).hasToString("2 hosts 4 procs 12 actors, up 0.4 s, down 0.1 s, left 1");
    }

    @Test
    void itsEntriesReadBackTheSame() {
        assertThat(MeshUse.of(use.toEntries())).isEqualTo(use);
    }

    @Test
    void entriesOfOthersAreNoUse() {
        assertThat(MeshUse.of(Map.of("mesh.hosts", "many"))).isEqualTo(MeshUse.NONE);
    }

    @Test
    void usesAddUp() {
        assertThat(use.plus(use)).isEqualTo(new MeshUse(4, 8, 24, Duration.ofMillis(800), Duration.ofMillis(240), 2));
    }
}
