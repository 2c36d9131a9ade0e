package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.shape.Extent;
import io.meshwork.shape.RandomShapes;
import io.meshwork.shape.Region;
import io.meshwork.value.Status;
import io.meshwork.value.StatusOverlay;
import io.meshwork.value.ValueMesh;
import io.meshwork.value.ValueOverlay;
import io.meshwork.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes and values travel as the data they are. */
class MeshesOfValuesTravelTest {

    private final Travel travel = new Travel();

    private record Report(Region view, ValueMesh<Long> totals, StatusOverlay news, ValueOverlay<String> names) {}

    @Test
    void valuesKeepTheirShapeAndRegionsTheirMembers() {
        Region irregular = Region.of(Extent.of("hosts", 2, "procs", 4))
                .range("procs", 0, 3)
                .flatten("all");
        Report report = new Report(
                irregular,
                ValueMesh.of(Extent.of("procs", 3), List.of(1L, 2L, 3L)),
                StatusOverlay.of(2, 3, new Status.Failed("no disk")),
                ValueOverlay.of(1, "a"));

        assertThat(travel.<Report>anywhere(report)).isEqualTo(report);
        assertThat(travel.<Report>to(Report.class, report).totals().get(2)).isEqualTo(3L);
    }

    @Test
    void anyValuesAndAnyShapeComeBack() {
        RandomShapes.forSeeds(100, random -> {
            Extent extent = RandomShapes.extent(random);
            List<Integer> values = new ArrayList<>();
            for (int rank = 0; rank < extent.size(); rank++) {
                values.add(random.nextInt(3) == 0 ? null : random.nextInt(3) / 2);
            }
            ValueMesh<Integer> mesh = ValueMesh.of(extent, values);
            assertThat(travel.anywhere(mesh)).isEqualTo(mesh);
            assertThat(travel.anywhere(mesh.region())).isEqualTo(mesh.region());
        });
    }

    @Test
    void runsTravelAsRuns() {
        Extent extent = Extent.of("procs", 10_000);

        assertThat(travel.encode(ValueMesh.uniform(extent, "the same for all"))).hasSizeLessThan(250);
        assertThat(travel.encode(Region.of(extent).range("procs", 0, 10_000, 7)))
                .hasSizeLessThan(120);
    }

    @Test
    void valuesOfAnotherTypeThanDeclaredAreRefused() {
        byte[] words = travel.encode(ValueMesh.of(Extent.of("procs", 2), List.of("a", "b")));

        assertThatThrownBy(() -> travel.decode(words, new Travel.TypeOf<ValueMesh<Long>>() {}.type()))
                .isInstanceOf(WireFormatException.class);
        assertThat(travel.decode(words, new Travel.TypeOf<ValueMesh<String>>() {}.type()))
                .isEqualTo(ValueMesh.of(Extent.of("procs", 2), List.of("a", "b")));
    }
}
