package io.meshwork.shape;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    private static final Region WHOLE = Region.of(Extent.of("hosts", 2, "procs", 4));

    @Test
    void aSliceLosesItsDimension() {
        Region slice = WHOLE.slice("hosts", 1);

        assertThat(slice.extent()).isEqualTo(Extent.of("procs", 4));
        assertThat(slice.baseRanks()).containsExactly(4, 5, 6, 7);
        assertThat(slice).hasToString("4+procs=4/1");
        assertThat(slice.slice("procs", 2)).hasToString("6+unity").isEqualTo(Region.parse("6+"));
    }

    @Test
    void aRangeKeepsItsDimensionEvenWithOneMember() {
        assertThat(WHOLE.range("procs", 1, 4, 2)).hasToString("1+hosts=2/4,procs=2/2");
        assertThat(WHOLE.range("procs", 3, 4)).hasToString("3+hosts=2/4,procs=1/1");
        assertThat(WHOLE.range("procs", 3, 4, Integer.MAX_VALUE)).isEqualTo(WHOLE.range("procs", 3, 4));
    }

    @Test
    void viewsOfViewsAgreeWithTheModel() {
        forSeeds(300, random -> {
            View view = randomView(RandomShapes.extent(random), random);
            assertThat(view.region.extent()).isEqualTo(view.model.extent());
            assertThat(view.region.size()).isEqualTo(view.model.members().size());
            assertThat(view.region.baseRanks())
                    .containsExactly(view.model.baseRanks().toArray(new Integer[0]));
        });
    }

    @Test // SH-2
    void baseRanksAscendAndLeadBackToTheirViewRank() {
        forSeeds(300, random -> {
            Extent extent = RandomShapes.extent(random);
            View view = randomView(extent, random);
            List<Integer> members = view.model.baseRanks();
            assertThat(view.region.baseRanks()).isSorted().doesNotHaveDuplicates();
            for (int base = -2; base < extent.size() + 2; base++) {
                int expected = members.indexOf(base);
                assertThat(view.region.contains(base)).isEqualTo(expected >= 0);
                assertThat(view.region.viewRank(base))
                        .isEqualTo(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected));
            }
        });
    }

    @Test
    void aSubsetHasItsMembersInTheOther() {
        forSeeds(300, random -> {
            Extent extent = RandomShapes.extent(random);
            View one = randomView(extent, random);
            View other = randomView(extent, random);
            assertThat(one.region.isSubsetOf(other.region))
                    .isEqualTo(new HashSet<>(other.model.baseRanks()).containsAll(one.model.baseRanks()));
            assertThat(one.region.isSubsetOf(Region.of(extent))).isTrue();
        });
    }

    @Test // SH-3
    void textParsesBack() {
        forSeeds(300, random -> {
            Region region = randomView(RandomShapes.extent(random), random).region;
            assertThat(Region.parse(region.toString())).isEqualTo(region).hasSameHashCodeAs(region);
        });
    }

    @Test
    void theLargestExtentHasAWholeView() {
        Region region = Region.of(Extent.of("a", 1, "b", Integer.MAX_VALUE));

        assertThat(region.baseRank(Integer.MAX_VALUE - 1)).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(region.contains(Integer.MAX_VALUE)).isFalse();
        assertThat(region.contains(Integer.MIN_VALUE)).isFalse();
    }

    @Test
    void anUnknownDimensionIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> WHOLE.slice("gpus", 0))
                .isInstanceOf(ShapeException.class)
                .hasMessage("no such dimension: accepted are those of hosts=2,procs=4, got: 'gpus'");
        assertThatThrownBy(() -> WHOLE.slice("hosts", 0).range("hosts", 0, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("no such dimension: accepted are those of procs=4, got: 'hosts'");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void anIndexOutOfRangeIsNamed(int index) {
        assertThatThrownBy(() -> WHOLE.slice("hosts", index))
                .isInstanceOf(ShapeException.class)
                .hasMessage("index out of range: dim=hosts size=2, accepted are 0 to 1, got: " + index);
    }

    @Test
    void aViewRankOutOfRangeIsNamed() {
        assertThatThrownBy(() -> WHOLE.slice("hosts", 1).baseRank(4))
                .isInstanceOf(ShapeException.class)
                .hasMessage("rank out of range: size=4, accepted are 0 to 3, got: 4");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 1, empty range",
        "3, 1, 1, empty range",
        "0, 5, 1, range out of bounds",
        "-1, 2, 1, range out of bounds",
        "0, 4, 0, step below 1",
    })
    void aRangeThatIsNoneIsRefused(int from, int to, int step, String wrong) {
        assertThatThrownBy(() -> WHOLE.range("procs", from, to, step))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "%s: dim=procs size=4, accepted are 0 <= from < to <= 4 and step >= 1,"
                                + " got: from=%d to=%d step=%d",
                        wrong, from, to, step);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts=2",
                "hosts=2/",
                "hosts=2/x",
                "hosts/1",
                "x+hosts=2/1",
                "-1+hosts=2/1",
                "a=2/1,a=2/2",
                "a=2/0",
                "a=2/-1",
                "a=2/1,b=2/1",
                "a=2/2,b=3/1",
                "2147483647+a=2/1",
                "a=2147483647/2147483647,b=2/1",
                "+a=2/1"
            })
    void textThatIsNoRegionIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Region.parse(text))
                .withMessageStartingWith("not a region: accepted are [offset+]label=size/stride,… and"
                        + " label=size,…:rank,first..last[/step],…, got: " + text + ": ");
    }

    @Test
    void aStridePerDimensionIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Region.of(Extent.of("a", 2), 0, List.of()))
                .withMessageEndingWith("got: extent=a=2 offset=0 strides=[]");
    }

    /** A region and the model that went through the same. */
    private record View(Region region, ViewModel model) {}

    private static View randomView(Extent extent, Random random) {
        View view = new View(Region.of(extent), ViewModel.of(extent));
        for (int steps = random.nextInt(5); steps > 0 && !view.region.extent().isUnity(); steps--) {
            view = random.nextInt(3) == 0 ? sliced(view, random) : ranged(view, random);
        }
        return view;
    }

    private static View sliced(View view, Random random) {
        Extent.Dim dim = anyDim(view, random);
        int index = random.nextInt(dim.size());
        return new View(view.region.slice(dim.name(), index), view.model.slice(dim.name(), index));
    }

    private static View ranged(View view, Random random) {
        Extent.Dim dim = anyDim(view, random);
        int from = random.nextInt(dim.size());
        int to = from + 1 + random.nextInt(dim.size() - from);
        int step = 1 + random.nextInt(3);
        return new View(view.region.range(dim.name(), from, to, step), view.model.range(dim.name(), from, to, step));
    }

    private static Extent.Dim anyDim(View view, Random random) {
        List<Extent.Dim> dims = view.region.extent().dims();
        return dims.get(random.nextInt(dims.size()));
    }
}
