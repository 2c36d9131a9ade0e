package io.meshwork.conformance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.conformance.Row;
import io.meshwork.conformance.scale.Cost.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In-process, what a member costs does not grow with the mesh. Sizes are {@code mesh.test.scale}: small or full. */
@Tag("scale")
class ScaleTest {

    private static final Path REPORT = Path.of("target");
    /* In processor time, of the largest mesh to the smallest; a cost that grows with the mesh would be at 10. */
    private static final double MOST_GROWTH = 3;

    @Test
    @Row("B92")
    void whatAMemberCostsDoesNotGrowWithTheMesh() throws IOException {
        boolean full = System.getProperty("mesh.test.scale", "small").equals("full");
        int[] procs = full ? new int[] {1_000, 3_000, 10_000} : new int[] {100, 300, 1_000};
        int actors = full ? 100 : 10;
        Run.of(procs[0], actors); // classes are loaded and code is compiled

        List<Cost> costs = new ArrayList<>();
        for (int count : procs) {
            costs.add(Run.of(count, actors));
        }

        ScaleReport report = new ScaleReport(costs);
        report.write(REPORT);
        for (Stage stage : Stage.values()) {
            assertThat(growth(costs, stage))
                    .as("%s, processor time per member, largest to smallest:%n%s", stage.label(), report.table())
                    .isLessThan(MOST_GROWTH);
        }
    }

    private static double growth(List<Cost> costs, Stage stage) {
        Cost largest = costs.get(costs.size() - 1);
        return largest.cpuMicrosPerMember(stage) / costs.get(0).cpuMicrosPerMember(stage);
    }
}
