package io.meshwork.value;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.shape.Extent;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Overlays of any values against a plain map from rank to value. */
class ValueOverlayTest {

    private static final int RANKS = 24;

    /* Null, values that are joined when they are equal, and one that isn't. */
    private static final List<Object> VALUES =
            Arrays.asList(null, "a", "b", 1, 1L, 2.5, true, 'c', new Status.Running(), List.of("can't be told apart"));

    @Test // VO-2
    @DisplayName("B39: merging overlays is right-biased")
    void mergeIsRightBiased() {
        forSeeds(1000, random -> {
            Map<Integer, Object> earlier = byRank(random);
            Map<Integer, Object> later = byRank(random);
            Map<Integer, Object> expected = new TreeMap<>(earlier);
            expected.putAll(later);

            ValueOverlay<Object> merged = overlay(earlier, random).merge(overlay(later, random));

            assertThat(byRank(merged)).isEqualTo(expected);
            assertThat(merged).isEqualTo(overlay(expected, random));
        });
    }

    @Test // VO-2
    @DisplayName("B39: merging overlays is associative, and the empty one is its unit")
    void mergeIsAssociativeWithEmptyAsItsUnit() {
        forSeeds(1000, random -> {
            ValueOverlay<Object> a = overlay(byRank(random), random);
            ValueOverlay<Object> b = overlay(byRank(random), random);
            ValueOverlay<Object> c = overlay(byRank(random), random);
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(ValueOverlay.empty()))
                    .isEqualTo(a)
                    .isEqualTo(ValueOverlay.empty().merge(a));
            assertThat(a.merge(a)).isEqualTo(a);
        });
    }

    @Test // VO-2
    @DisplayName("B39: applied to values, an overlay does what a map would, and a merged one what both would")
    void appliedItReplacesTheValuesOfItsRanks() {
        forSeeds(1000, random -> {
            Extent extent = Extent.of("procs", RANKS);
            List<Object> model = new ArrayList<>(extent.size());
            for (int rank = 0; rank < extent.size(); rank++) {
                model.add(value(rank < 16 ? 0 : random.nextInt(VALUES.size())));
            }
            ValueMesh<Object> mesh = ValueMesh.of(extent, model);
            ValueOverlay<Object> earlier = overlay(byRank(random), random);
            ValueOverlay<Object> later = overlay(byRank(random), random);
            byRank(earlier).forEach(model::set);
            assertThat(mesh.with(earlier)).isEqualTo(ValueMesh.of(extent, model));
            byRank(later).forEach(model::set);
            assertThat(mesh.with(earlier).with(later))
                    .isEqualTo(ValueMesh.of(extent, model))
                    .isEqualTo(mesh.with(earlier.merge(later)));
        });
    }

    @Test // VO-1
    void equalIsWhatGivesEqualValuesToTheSameRanks() {
        forSeeds(1000, random -> {
            Map<Integer, Object> some = byRank(random);
            Map<Integer, Object> others = random.nextBoolean() ? some : byRank(random);
            ValueOverlay<Object> one = overlay(some, random);
            ValueOverlay<Object> other = overlay(others, random);
            assertThat(one.equals(other)).isEqualTo(some.equals(others));
            assertThat(one.equals(other)).isEqualTo(other.equals(one));
            assertThat(!one.equals(other) || one.hashCode() == other.hashCode()).isTrue();
        });
    }

    @Test // VO-1
    void neighboursOfTheSameValueAreOneRunUnlessTheValueMayChange() {
        ValueOverlay<String> words = ValueOverlay.of(0, new String("a")).merge(ValueOverlay.of(1, new String("a")));
        ValueOverlay<List<String>> list = ValueOverlay.of(0, new ArrayList<>());
        ValueOverlay<List<String>> lists = list.merge(ValueOverlay.of(1, new ArrayList<>()));

        assertThat(words).hasToString("0..1: a");
        assertThat(words.runs()).containsExactly(new ValueRun<>(0, 2, "a"));
        assertThat(lists).hasToString("0: [], 1: []").isEqualTo(ValueOverlay.of(0, 2, List.of()));
        assertThat(ValueOverlay.empty()).hasToString("empty");
    }

    @Test // VO-1
    void runsThatOverlapOrAreUnsortedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValueOverlay<>(List.of(new ValueRun<>(0, 3, "a"), new ValueRun<>(2, 1, "b"))))
                .withMessage(
                        "runs in disorder: accepted are sorted ones that don't overlap," + " got: 2: b after 0..2: a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValueOverlay<>(List.of(new ValueRun<>(5, 1, "a"), new ValueRun<>(2, 1, "b"))));
    }

    @Test
    void newsOfARankThatThereIsntAreRefused() {
        List<ValueMesh<String>> both = List.of(
                ValueMesh.uniform(Extent.of("procs", 4), "a"),
                ValueMesh.of(Extent.of("procs", 4), List.of("a", "b", "c", "d")));

        assertThat(both)
                .allSatisfy(mesh -> assertThatThrownBy(() -> mesh.with(ValueOverlay.of(3, 2, "z")))
                        .isInstanceOf(ShapeException.class)
                        .hasMessage("rank out of range: size=4, accepted are 0 to 3, got: 4"));
    }

    /* A new object each time, so that values can't be compared by identity. */
    private static Object value(int index) {
        Object value = VALUES.get(index);
        return value instanceof String word
                ? new String(word)
                : value instanceof List ? new ArrayList<>((List<?>) value) : value;
    }

    private static Map<Integer, Object> byRank(Random random) {
        Map<Integer, Object> byRank = new TreeMap<>();
        int rank = random.nextInt(4);
        while (rank < RANKS) {
            int end = Math.min(rank + 1 + random.nextInt(4), RANKS);
            int value = random.nextInt(VALUES.size());
            for (; rank < end; rank++) {
                byRank.put(rank, value(value));
            }
            rank += random.nextInt(3);
        }
        return byRank;
    }

    private static Map<Integer, Object> byRank(ValueOverlay<Object> overlay) {
        Map<Integer, Object> byRank = new TreeMap<>();
        for (ValueRun<Object> run : overlay.runs()) {
            for (int rank = run.firstRank(); rank < run.endRank(); rank++) {
                byRank.put(rank, run.value());
            }
        }
        return byRank;
    }

    /** Cut into runs anyhow. */
    private static ValueOverlay<Object> overlay(Map<Integer, Object> byRank, Random random) {
        List<ValueRun<Object>> runs = new ArrayList<>();
        byRank.forEach((rank, value) -> {
            ValueRun<Object> last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            boolean longer = last != null
                    && last.endRank() == rank
                    && Objects.equals(last.value(), value)
                    && random.nextBoolean();
            if (longer) {
                runs.set(runs.size() - 1, new ValueRun<>(last.firstRank(), last.count() + 1, value));
            } else {
                runs.add(new ValueRun<>(rank, 1, value));
            }
        });
        return new ValueOverlay<>(runs);
    }
}
