package io.meshwork.shape;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regions after any verbs in any order, against the model that does the same member by member. */
class RegionLawsTest {

    private static final Region WHOLE = Region.of(Extent.of("hosts", 2, "procs", 4));

    @Test // SH-5, SH-6
    void whateverVerbsItWentThroughAViewAgreesWithTheModel() {
        forSeeds(1000, random -> {
            RandomViews view = RandomViews.any(RandomShapes.extent(random), random);
            assertThat(view.region().extent()).isEqualTo(view.model().extent());
            assertThat(boxed(view.region().baseRanks())).isEqualTo(view.model().baseRanks());
            for (ViewModel.Member member : view.model().members()) {
                int rank = view.region().extent().rank(ints(member.at()));
                assertThat(view.region().baseRank(rank)).isEqualTo(member.baseRank());
            }
        });
    }

    @Test // SH-2
    void aViewOfAnyKindLeadsFromBaseRanksBackToItsOwn() {
        forSeeds(500, random -> {
            Extent extent = RandomShapes.extent(random);
            RandomViews view = RandomViews.any(extent, random);
            assertThat(view.region().baseRanks()).isSorted().doesNotHaveDuplicates();
            for (int base = -2; base < extent.size() + 2; base++) {
                int expected = view.model().baseRanks().indexOf(base);
                assertThat(view.region().contains(base)).isEqualTo(expected >= 0);
                assertThat(view.region().viewRank(base))
                        .isEqualTo(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected));
            }
        });
    }

    @Test // SH-3
    void theTextOfAnyViewParsesBack() {
        forSeeds(1000, random -> {
            Region view = RandomViews.any(RandomShapes.extent(random), random).region();
            assertThat(Region.parse(view.toString())).isEqualTo(view).hasSameHashCodeAs(view);
        });
    }

    @Test // SH-4
    void viewsOfTheSameMembersInTheSameShapeAreEqual() {
        forSeeds(1000, random -> {
            Region view = RandomViews.any(RandomShapes.extent(random), random).region();
            Region listed = Region.of(view.extent(), view.baseRanks());
            assertThat(listed).isEqualTo(view).hasSameHashCodeAs(view).hasToString(view.toString());
        });
    }

    @Test // SH-4
    void viewsOfOtherMembersOrOfAnotherShapeDiffer() {
        forSeeds(500, random -> {
            Extent extent = RandomShapes.extent(random);
            RandomViews one = RandomViews.any(extent, random);
            RandomViews other = RandomViews.any(extent, random);
            boolean same = one.model().extent().equals(other.model().extent())
                    && one.model().baseRanks().equals(other.model().baseRanks());
            assertThat(one.region().equals(other.region())).isEqualTo(same);
        });
    }

    @Test // SH-7
    void aViewIsSubsetOfAnotherIfItsMembersAre() {
        forSeeds(1000, random -> {
            Extent extent = RandomShapes.extent(random);
            RandomViews one = RandomViews.any(extent, random);
            RandomViews other = RandomViews.any(extent, random);
            assertThat(one.region().isSubsetOf(other.region()))
                    .isEqualTo(new HashSet<>(other.model().baseRanks())
                            .containsAll(one.model().baseRanks()));
            assertThat(one.region().isSubsetOf(Region.of(extent))).isTrue();
        });
    }

    @Test // SH-7
    void remappedItHasTheViewRanksOfTheOtherAsBaseRanks() {
        forSeeds(1000, random -> {
            Extent extent = RandomShapes.extent(random);
            RandomViews outer = RandomViews.any(extent, random);
            Region inner = RandomViews.any(outer.region().extent(), random).region();
            int[] through = IntStream.of(inner.baseRanks())
                    .map(outer.region()::baseRank)
                    .toArray();
            Region both = Region.of(inner.extent(), through);

            assertThat(both.remap(outer.region())).isEqualTo(inner);
            assertThat(both.remap(Region.of(extent))).isEqualTo(both);
            assertThat(both.remap(both)).isEqualTo(Region.of(both.extent()));
        });
    }

    @Test // SH-5
    void groupsAreTheSlicesAtTheirCoordinatesInOrder() {
        forSeeds(500, random -> {
            RandomViews view = RandomViews.any(RandomShapes.extent(random), random);
            String[] dims = someOf(view.model().labels(), random);
            List<Region> groups = view.region().groupBy(dims);

            assertThat(groups.stream().map(group -> boxed(group.baseRanks())))
                    .containsExactlyElementsOf(view.model().baseRanksBy(dims).values());
            for (Region group : groups) {
                assertThat(view.region()
                                .extent()
                                .only(dims)
                                .concat(group.extent())
                                .size())
                        .isEqualTo(view.region().size());
            }
        });
    }

    @Test // SH-6
    void splitAndFlattenUndoEachOther() {
        forSeeds(500, random -> {
            Region view = RandomViews.any(RandomShapes.extent(random), random).region();
            Region flat = view.flatten("all");
            assertThat(flat.extent()).isEqualTo(Extent.of("all", view.size()));
            assertThat(flat.baseRanks()).isEqualTo(view.baseRanks());
            assertThat(flat.split("all", view.extent())).isEqualTo(view);
            assertThat(view.extent().flatten("all").split("all", view.extent())).isEqualTo(view.extent());
        });
    }

    @Test // SH-1, SH-6
    void theRanksOfAnExtentStayWhenItIsSplitOrRenamed() {
        forSeeds(500, random -> {
            RandomViews whole =
                    RandomViews.whole(Extent.of("first", 1 + random.nextInt(8)).concat(RandomShapes.extent(random)));
            Extent.Dim dim = whole.anyDim(random);
            Extent parts = RandomViews.parts(dim, random);
            Extent split = whole.region().extent().split(dim.name(), parts);
            Extent renamed = whole.region().extent().rename(dim.name(), "other");
            for (Point point : whole.region().extent().points()) {
                int index = point.coordinate(dim.name());
                assertThat(renamed.point(point.rank()).coordinates()).isEqualTo(point.coordinates());
                for (Extent.Dim part : parts.dims()) {
                    assertThat(split.point(point.rank()).coordinate(part.name()))
                            .isEqualTo(parts.point(index).coordinate(part.name()));
                }
            }
        });
    }

    @Test
    void aViewThatIsNotAffineIsWrittenByItsBaseRanks() {
        Region corner = WHOLE.range("procs", 0, 3);

        assertThat(corner).hasToString("hosts=2/4,procs=3/1");
        assertThat(corner.flatten("all")).hasToString("all=6:0..2,4..6");
        assertThat(corner.flatten("all").range("all", 1, 5)).hasToString("all=4:1..2,4..5");
        assertThat(corner.flatten("all").range("all", 0, 6, 2)).hasToString("all=3:0,2,5");
        assertThat(corner.flatten("all").split("all", Extent.of("x", 3, "y", 2)))
                .hasToString("x=3,y=2:0..2,4..6");
        assertThat(Region.of(Extent.of("all", 5), 1, 3, 5, 7, 8)).hasToString("all=5:1..7/2,8");
        assertThat(WHOLE.range("procs", 0, 4, 2).flatten("all")).hasToString("all=4/2");
        assertThat(WHOLE.flatten("all").split("all", WHOLE.extent())).isEqualTo(WHOLE);
    }

    @Test
    void largeViewsThatAreAffineTakeNoRoomForTheirMembers() {
        Region whole = Region.of(Extent.of("a", 1 << 15, "b", 1 << 15));

        Region part =
                whole.flatten("all").range("all", 1, 1 << 30, 3).split("all", Extent.of("x", 1, "y", part(1 << 30)));

        assertThat(part.baseRank(part.size() - 1)).isEqualTo(1 + 3 * (part.size() - 1));
        assertThat(part.isSubsetOf(whole)).isTrue();
    }

    private static int part(int size) {
        return (size - 2) / 3 + 1;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "all=6:0..2,4..5; not one base rank per member: accepted are 6 for all=6, got: 5",
                "all=2:0..1/0; not base ranks: accepted are 0 <= first <= last and step >= 1 that leads from first to last,"
                        + " got: '0..1/0'",
                "all=2:0..3/2; not base ranks: accepted are 0 <= first <= last and step >= 1 that leads from first to last,"
                        + " got: '0..3/2'",
                "all=2:5,5; base ranks don't ascend: accepted next are 6 or more, below 2147483647, got: 5",
                "all=2:5,4; base ranks don't ascend: accepted next are 6 or more, below 2147483647, got: 4",
                "all=1:-1; not base ranks: accepted are 0 <= first <= last and step >= 1 that leads from first to last,"
                        + " got: '-1'",
                "all=1:2147483647; not base ranks: accepted are 0 <= first <= last and step >= 1 that leads from first to"
                        + " last, got: '2147483647'",
                "all=2:; For input string: \"\"",
                "all:0; not a dimension: accepted is name=size, got: 'all'"
            })
    void textThatListsNoRegionIsRefused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Region.parse(text))
                .withMessage("not a region: accepted are [offset+]label=size/stride,… and"
                        + " label=size,…:rank,first..last[/step],…, got: " + text + ": " + why);
    }

    @Test
    void sizesThatDontMultiplyUpAreRefused() {
        assertThatThrownBy(() -> WHOLE.split("procs", Extent.of("a", 2, "b", 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("sizes don't multiply up: dim=procs size=4, accepted are extents of so many members,"
                        + " got: a=2,b=3 of 6");
    }

    @Test
    void aDimensionNameThatIsTakenIsRefused() {
        String message = "dimension name taken: accepted are names that no other of hosts=2,procs=4 has, got: 'hosts'";

        assertThatThrownBy(() -> WHOLE.rename("procs", "hosts"))
                .isInstanceOf(ShapeException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> WHOLE.split("procs", Extent.of("hosts", 2, "b", 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(message);
        assertThat(WHOLE.rename("procs", "procs")).isEqualTo(WHOLE);
        assertThat(WHOLE.split("procs", Extent.of("procs", 2, "threads", 2)))
                .hasToString("hosts=2/4,procs=2/2,threads=2/1");
        assertThat(WHOLE.flatten("procs")).hasToString("procs=8/1");
    }

    @Test
    void dimensionsThatThereAreNotAreNamedWithThoseThereAre() {
        String message = "no such dimension: accepted are those of hosts=2,procs=4, got: 'gpus'";

        assertThatThrownBy(() -> WHOLE.split("gpus", Extent.of("a", 4))).hasMessage(message);
        assertThatThrownBy(() -> WHOLE.rename("gpus", "g")).hasMessage(message);
        assertThatThrownBy(() -> WHOLE.groupBy("hosts", "gpus")).hasMessage(message);
        assertThatThrownBy(() -> WHOLE.range("gpus", 0, 1, 1)).hasMessage(message);
        assertThatThrownBy(() -> WHOLE.groupBy("hosts", "hosts"))
                .isInstanceOf(ShapeException.class)
                .hasMessage("dimension twice: accepted is each of hosts=2,procs=4 once, got: [hosts, hosts]");
    }

    @Test // SH-7
    void aViewOfMembersThatTheOtherDoesNotSeeIsNotRemapped() {
        Region second = WHOLE.slice("hosts", 1);

        assertThat(second.range("procs", 2, 4).remap(second)).hasToString("2+procs=2/1");
        assertThatThrownBy(() -> WHOLE.slice("procs", 1).remap(second))
                .isInstanceOf(ShapeException.class)
                .hasMessage("view out of range: accepted are views of members of 4+procs=4/1, got: 1+hosts=2/4");
    }

    @Test
    void groupsOfAllOrOfNoDimensionsAreMembersOrTheWhole() {
        assertThat(WHOLE.groupBy()).containsExactly(WHOLE);
        assertThat(WHOLE.groupBy("hosts", "procs")).hasSize(8).last().hasToString("7+unity");
        assertThat(WHOLE.groupBy("procs")).hasToString("[hosts=2/4, 1+hosts=2/4, 2+hosts=2/4, 3+hosts=2/4]");
    }

    @Test // SH-2
    void whatIsNoListOfBaseRanksCanNotBeMade() {
        Extent three = Extent.of("all", 3);
        Listed.Run first = new Listed.Run(0, 4, 2, 1);

        for (List<Listed.Run> runs : List.of(
                List.<Listed.Run>of(),
                List.of(first),
                List.of(first, new Listed.Run(1, 7, 1, 1)),
                List.of(first, new Listed.Run(2, 5, 1, 1)),
                List.of(first, new Listed.Run(2, 7, 2, 1)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Listed(three, runs));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Listed.Run(0, 0, 1 << 30, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Listed.Run(0, 0, 2, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Region.of(three, 1, 2))
                .withMessage("not one base rank per member: accepted are 3 for all=3, got: 2");
    }

    private static String[] someOf(List<String> labels, Random random) {
        List<String> shuffled = new ArrayList<>(labels);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, random.nextInt(labels.size() + 1)).toArray(new String[0]);
    }

    private static List<Integer> boxed(int[] ranks) {
        return IntStream.of(ranks).boxed().toList();
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
