package io.meshwork.value;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.shape.RandomShapes;
import io.meshwork.shape.Region;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueMeshTest {

    private static final Extent HOSTS_PROCS = Extent.of("hosts", 2, "procs", 2);
    private static final ValueMesh<String> LETTERS = ValueMesh.of(HOSTS_PROCS, List.of("a", "b", "c", "d"));

    @Test // VM-1
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

    private static List<String> names(Extent extent) {
        return extent.points().stream().map(Point::toString).toList();
    }

    private static ValueMesh<String> seen(ValueMesh<String> mesh, Region region) {
        List<String> values =
                IntStream.of(region.baseRanks()).mapToObj(mesh::get).toList();
        return ValueMesh.of(region.extent(), values);
    }
}
