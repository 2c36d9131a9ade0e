package io.meshwork.value;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static io.meshwork.value.RandomStatuses.byRank;
import static io.meshwork.value.RandomStatuses.overlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusOverlayTest {

    private static final Status RUNNING = new Status.Running();

    @Test // SO-1
    void mergeIsRightBiased() {
        forSeeds(500, random -> {
            StatusOverlay earlier = overlay(20, random);
            StatusOverlay later = overlay(20, random);
            Map<Integer, Status> expected = new TreeMap<>(byRank(earlier));
            expected.putAll(byRank(later));

            StatusOverlay merged = earlier.merge(later);

            assertThat(byRank(merged)).isEqualTo(expected);
            assertThat(merged).as("as few runs as can be").isEqualTo(overlay(expected));
        });
    }

    @Test // SO-1
    void mergeIsAssociativeWithEmptyAsItsUnit() {
        forSeeds(500, random -> {
            StatusOverlay a = overlay(20, random);
            StatusOverlay b = overlay(20, random);
            StatusOverlay c = overlay(20, random);
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(StatusOverlay.empty()))
                    .isEqualTo(a)
                    .isEqualTo(StatusOverlay.empty().merge(a));
            assertThat(a.merge(a)).isEqualTo(a);
        });
    }

    @Test // SO-1
    void neighboursOfTheSameStatusAreOneRun() {
        StatusOverlay overlay = new StatusOverlay(new ValueOverlay<>(List.of(
                new ValueRun<>(0, 2, RUNNING),
                new ValueRun<>(2, 1, new Status.Running()),
                new ValueRun<>(4, 1, new Status.Failed("no")))));

        assertThat(overlay.runs())
                .containsExactly(new ValueRun<>(0, 3, RUNNING), new ValueRun<>(4, 1, new Status.Failed("no")));
        assertThat(overlay).hasToString("0..2: Running, 4: Failed(\"no\")");
        assertThat(StatusOverlay.of(0, new Status.Failed("a")).merge(StatusOverlay.of(1, new Status.Failed("b"))))
                .hasToString("0: Failed(\"a\"), 1: Failed(\"b\")");
    }

    @Test
    void anEmptyOverlaySaysSo() {
        assertThat(StatusOverlay.empty().isEmpty()).isTrue();
        assertThat(StatusOverlay.empty()).hasToString("empty");
        assertThat(StatusOverlay.of(3, 2, RUNNING).isEmpty()).isFalse();
    }

    @Test // SO-1
    void runsThatOverlapOrAreUnsortedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusOverlay(
                        new ValueOverlay<>(List.of(new ValueRun<>(0, 3, RUNNING), new ValueRun<>(2, 1, RUNNING)))))
                .withMessage("runs in disorder: accepted are sorted ones that don't overlap,"
                        + " got: 2: Running after 0..2: Running");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusOverlay(
                        new ValueOverlay<>(List.of(new ValueRun<>(5, 1, RUNNING), new ValueRun<>(2, 1, RUNNING)))));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 0", "0, -3", "2147483647, 1", "1, 2147483647"})
    void aRunOfRanksThatCantBeIsRefused(int firstRank, int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusOverlay.of(firstRank, count, RUNNING))
                .withMessageStartingWith("not a run: ")
                .withMessageEndingWith("got: firstRank=" + firstRank + " count=" + count);
    }
}
