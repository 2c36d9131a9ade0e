package io.meshwork.value;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.shape.RandomShapes;
import io.meshwork.shape.RandomViews;
import io.meshwork.shape.Region;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ValueMeshTest {

    private static final Extent HOSTS_PROCS = Extent.of("hosts", 2, "procs", 2);
    private static final ValueMesh<String> LETTERS = ValueMesh.of(HOSTS_PROCS, List.of("a", "b", "c", "d"));

    @Test // VM-1
    @DisplayName("B38: each rank and each point has its value")
    void eachRankAndEachPointHasItsValue() {
        forSeeds(100, random -> {
            Extent extent = RandomShapes.extent(random);
            ValueMesh<String> mesh = ValueMesh.of(extent, names(extent));
            assertThat(mesh).hasSize(extent.size()).containsExactlyElementsOf(names(extent));
            assertThat(mesh.stream()).containsExactlyElementsOf(mesh.values());
            for (Point point : extent.points()) {
                assertThat(mesh.get(point)).isEqualTo(mesh.get(point.rank())).isEqualTo(point.toString());
            }
        });
    }

    @Test // VM-1
    void moreOrFewerValuesThanRanksAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueMesh.of(HOSTS_PROCS, List.of("a", "b", "c")))
                .withMessage("not one value per rank: accepted are 4 for hosts=2,procs=2, got: 3");
        assertThatIllegalArgumentException().isThrownBy(() -> ValueMesh.of(Extent.unity(), List.of(1, 2)));
    }

    @Test
    void viewsKeepTheValuesOfTheirMembers() {
        forSeeds(100, random -> {
            Extent extent = Extent.of("first", 1 + random.nextInt(4)).concat(RandomShapes.extent(random));
            ValueMesh<String> mesh = ValueMesh.of(extent, names(extent));
            Extent.Dim dim = extent.dims().get(random.nextInt(extent.dims().size()));
            int index = random.nextInt(dim.size());

            ValueMesh<String> slice = mesh.slice(dim.name(), index);
            ValueMesh<String> range = mesh.range(dim.name(), index, dim.size());

            assertThat(slice).isEqualTo(seen(mesh, Region.of(extent).slice(dim.name(), index)));
            assertThat(range).isEqualTo(seen(mesh, Region.of(extent).range(dim.name(), index, dim.size())));
        });
    }

    @Test // VM-2
    @DisplayName("B38: what is kept by rank and what is kept as runs is the same to a user")
    void keptByRankOrAsRunsItIsTheSame() {
        forSeeds(300, random -> {
            Extent extent = RandomShapes.extent(random);
            List<String> values = inRuns(extent.size(), random);
            ValueMesh<String> dense = new Dense<>(extent, values);
            ValueMesh<String> runs = new RunLength<>(extent, dense.runs());

            assertThat(runs).isEqualTo(dense).hasSameHashCodeAs(dense).hasToString(dense.toString());
            assertThat(dense).isEqualTo(runs).isEqualTo(ValueMesh.of(extent, values));
            assertThat(runs.values()).isEqualTo(dense.values()).hasSameHashCodeAs(dense.values());
            assertThat(runs.runs()).isEqualTo(dense.runs());
            assertThat(runs.map(String::length)).isEqualTo(dense.map(String::length));
            for (Point point : extent.points()) {
                assertThat(runs.get(point)).isEqualTo(dense.get(point.rank()));
            }
            int changed = random.nextInt(extent.size());
            assertThat(runs.with(ValueOverlay.of(changed, "changed")))
                    .isEqualTo(dense.with(ValueOverlay.of(changed, "changed")))
                    .isNotEqualTo(runs)
                    .isNotEqualTo(dense);
        });
    }

    @Test // VM-2
    @DisplayName("B38: views of runs are runs, and equal to views of values by rank")
    void viewsOfRunsAreRuns() {
        forSeeds(300, random -> {
            Extent extent = Extent.of("first", 1 + random.nextInt(4)).concat(RandomShapes.extent(random));
            ValueMesh<String> dense = new Dense<>(extent, inRuns(extent.size(), random));
            ValueMesh<String> runs = new RunLength<>(extent, dense.runs());
            Extent.Dim dim = extent.dims().get(random.nextInt(extent.dims().size()));
            int from = random.nextInt(dim.size());
            int step = 1 + random.nextInt(3);

            assertThat(runs.slice(dim.name(), from))
                    .isInstanceOf(RunLength.class)
                    .isEqualTo(dense.slice(dim.name(), from));
            assertThat(runs.range(dim.name(), from, dim.size(), step))
                    .isInstanceOf(RunLength.class)
                    .isEqualTo(dense.range(dim.name(), from, dim.size(), step));
            assertThat(runs.flatten("all"))
                    .isInstanceOf(RunLength.class)
                    .isEqualTo(dense.flatten("all"))
                    .containsExactlyElementsOf(dense);
            assertThat(runs.groupBy(dim.name()))
                    .isEqualTo(dense.groupBy(dim.name()))
                    .allMatch(group -> group instanceof RunLength);
        });
    }

    @Test // VM-1
    @DisplayName("B38: any view of values has those of its members, in their order")
    void anyViewHasTheValuesOfItsMembers() {
        forSeeds(500, random -> {
            Extent extent = RandomShapes.extent(random);
            List<String> values = inRuns(extent.size(), random);
            RandomViews view = RandomViews.any(extent, random);
            List<String> seen =
                    view.model().baseRanks().stream().map(values::get).toList();
            for (ValueMesh<String> mesh : List.of(
                    ValueMesh.of(extent, values),
                    new Dense<>(extent, values),
                    new RunLength<>(extent, Runs.of(values)))) {
                ValueMesh<String> part = mesh.view(view.region());
                assertThat(part).containsExactlyElementsOf(seen);
                assertThat(part.extent()).isEqualTo(view.model().extent());
            }
        });
    }

    @Test // VM-1
    void runsThatLeaveARankOutAreRefused() {
        Extent extent = Extent.of("procs", 4);
        ValueRun<String> first = new ValueRun<>(0, 2, "a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunLength<>(extent, List.of(first)))
                .withMessage("not one value per rank: extent=procs=4 values=2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunLength<>(extent, List.of(first, new ValueRun<>(3, 1, "b"))))
                .withMessage("runs with a gap: extent=procs=4 runs=[0..1: a, 3: b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dense<>(extent, List.of("a", "b", "c")))
                .withMessage("not one value per rank: extent=procs=4 values=3");
    }

    @Test
    void whatPaysIsKeptAsRuns() {
        Extent extent = Extent.of("procs", 10_000);

        assertThat(ValueMesh.uniform(extent, "a").runs()).hasSize(1);
        assertThat(StatusMesh.of(extent).statuses()).isInstanceOf(RunLength.class);
        assertThat(StatusMesh.of(extent).statuses().runs()).hasSize(1);
        assertThat(ValueMesh.of(extent, Collections.nCopies(10_000, 7))).isInstanceOf(RunLength.class);
        assertThat(ValueMesh.of(extent, IntStream.range(0, 10_000).boxed().toList()))
                .isInstanceOf(Dense.class);
        assertThat(ValueMesh.of(extent, Collections.nCopies(10_000, 7)).map(Object::toString))
                .isInstanceOf(RunLength.class);
    }

    @Test
    void valuesThatMayChangeAreNeverTakenForTheSame() {
        List<List<String>> lists = Stream.generate(() -> (List<String>) new ArrayList<String>())
                .limit(16)
                .toList();
        ValueMesh<List<String>> mesh = ValueMesh.of(Extent.of("procs", 16), lists);

        mesh.get(3).add("its own");

        assertThat(mesh.get(2)).isEmpty();
        assertThat(mesh.values()).isEqualTo(lists);
    }

    @Test
    void aMeshOfStatusesFallsApartAndComesTogetherAgain() {
        int size = 64;
        StatusMesh mesh = StatusMesh.of(Extent.of("procs", size));
        for (int rank = 0; rank < size; rank += 2) {
            mesh = mesh.with(StatusOverlay.of(rank, new Status.Running()));
        }
        assertThat(mesh.statuses()).isInstanceOf(Dense.class);
        for (int rank = 1; rank < size; rank += 2) {
            mesh = mesh.with(StatusOverlay.of(rank, new Status.Running()));
        }
        assertThat(mesh.statuses()).isEqualTo(ValueMesh.uniform(Extent.of("procs", size), new Status.Running()));
        assertThat(mesh.statuses()).isInstanceOf(RunLength.class);
        assertThat(mesh).hasToString("0..63: Running");
    }

    @Test
    void viewsOfValuesTakeTheSameVerbsAsThoseOfMeshes() {
        ValueMesh<String> letters =
                ValueMesh.of(Extent.of("hosts", 2, "procs", 3), List.of("a", "b", "c", "d", "e", "f"));

        assertThat(letters.range("procs", 0, 3, 2)).containsExactly("a", "c", "d", "f");
        assertThat(letters.range("procs", 1, 3).flatten("all").range("all", 1, 4))
                .containsExactly("c", "e", "f");
        assertThat(letters.rename("procs", "gpus").slice("gpus", 0)).containsExactly("a", "d");
        assertThat(letters.flatten("all")
                        .split("all", Extent.of("x", 3, "y", 2))
                        .slice("y", 1))
                .containsExactly("b", "d", "f");
        ValueMesh<ValueMesh<String>> byProc = letters.groupBy("procs");
        assertThat(byProc.extent()).isEqualTo(Extent.of("procs", 3));
        assertThat(byProc.map(group -> String.join("", group))).containsExactly("ad", "be", "cf");
    }

    @Test
    void aViewOfValuesThatThereAreNotIsRefused() {
        ValueMesh<String> same = ValueMesh.uniform(HOSTS_PROCS, "a");

        assertThat(List.of(LETTERS, same)).allSatisfy(mesh -> {
            assertThatThrownBy(() -> mesh.view(Region.of(Extent.of("procs", 5))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage(
                            "view out of range: accepted are views of members of hosts=2/2,procs=2/1, got: procs=5/1");
            assertThat(mesh.view(Region.parse("1+procs=2/2"))).hasSize(2).endsWith(mesh.get(3));
        });
    }

    @Test
    void eachValueComesWithItsPointInOrder() {
        List<String> seen = new ArrayList<>();

        LETTERS.slice("hosts", 1).forEachPoint((point, value) -> seen.add(point + value));

        assertThat(seen).containsExactly("(procs 0)c", "(procs 1)d");
    }

    @Test
    void aSliceIsAskedByItsOwnRanks() {
        ValueMesh<String> slice = LETTERS.slice("hosts", 1);

        assertThat(slice).containsExactly("c", "d");
        assertThat(slice.extent()).isEqualTo(Extent.of("procs", 2));
        assertThat(LETTERS.range("procs", 1, 2)).containsExactly("b", "d");
        assertThatThrownBy(() -> LETTERS.slice("gpus", 0)).isInstanceOf(ShapeException.class);
    }

    @Test
    void mapKeepsTheShape() {
        assertThat(LETTERS.map(String::toUpperCase))
                .isEqualTo(ValueMesh.of(HOSTS_PROCS, List.of("A", "B", "C", "D")))
                .hasSameHashCodeAs(ValueMesh.of(HOSTS_PROCS, List.of("A", "B", "C", "D")));
        assertThat(LETTERS).isNotEqualTo(ValueMesh.of(Extent.of("hosts", 4), LETTERS.values()));
    }

    @Test
    void valuesMayBeNull() {
        ValueMesh<String> mesh = ValueMesh.of(Extent.of("procs", 2), Arrays.asList("a", null));

        assertThat(mesh).containsExactly("a", null);
        assertThat(mesh.slice("procs", 1).get(0)).isNull();
        assertThat(mesh).hasToString("0  (procs 0)  a\n1  (procs 1)  null");
    }

    @Test
    void valuesCantBeModified() {
        List<String> given = new ArrayList<>(List.of("a"));
        ValueMesh<String> mesh = ValueMesh.of(Extent.unity(), given);

        given.set(0, "changed");

        assertThat(mesh.get(0)).isEqualTo("a");
        assertThatThrownBy(() -> mesh.values().set(0, "changed")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aRankOutOfRangeIsNamedWithTheSize() {
        assertThatThrownBy(() -> LETTERS.get(4))
                .isInstanceOf(ShapeException.class)
                .hasMessage("rank out of range: size=4, accepted are 0 to 3, got: 4");
        assertThatThrownBy(() -> LETTERS.get(Extent.of("hosts", 4).point(0))).isInstanceOf(ShapeException.class);
    }

    @Test
    void asTextItIsATable() {
        ValueMesh<Integer> mesh = ValueMesh.of(
                Extent.of("procs", 11), IntStream.range(100, 111).boxed().toList());

        assertThat(mesh.toString().lines())
                .hasSize(11)
                .startsWith("0   (procs 0)   100")
                .endsWith("10  (procs 10)  110");
        assertThat(ValueMesh.of(Extent.unity(), List.of("two\nlines"))).hasToString("0  ()  two\\nlines");
    }

    @Test
    void asTextLongValuesAndLargeMeshesAreCut() {
        ValueMesh<String> mesh = ValueMesh.of(Extent.of("procs", 40), Collections.nCopies(40, "x".repeat(121)));

        assertThat(mesh.toString().lines())
                .hasSize(33)
                .startsWith("0   (procs 0)   " + "x".repeat(120) + "…")
                .endsWith("… 8 more");
        assertThat(mesh.range("procs", 0, 32).toString()).doesNotContain("more");
    }

    private static List<String> inRuns(int size, Random random) {
        List<String> values = new ArrayList<>(size);
        while (values.size() < size) {
            int count = Math.min(1 + random.nextInt(6), size - values.size());
            values.addAll(Collections.nCopies(count, "v" + random.nextInt(3)));
        }
        return values;
    }

    private static List<String> names(Extent extent) {
        return extent.points().stream().map(Point::toString).toList();
    }

    private static ValueMesh<String> seen(ValueMesh<String> mesh, Region region) {
        List<String> values =
                IntStream.of(region.baseRanks()).mapToObj(mesh::get).toList();
        return ValueMesh.of(region.extent(), values);
    }
}
