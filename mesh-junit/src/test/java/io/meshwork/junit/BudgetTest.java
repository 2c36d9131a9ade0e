package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.AllocationException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import org.junit.jupiter.api.Test;

/** BU-1: a fixture asks for all that its shape needs before its hosts start. */
class BudgetTest {

    @Test
    void aShapeThatNeverFitsIsRefusedBeforeItsHostsStart() {
        Config config = Config.ofThisJvm().with(Keys.MEMORY_BUDGET, "2GiB");
        try (MeshFixture fixture = new MeshFixture("Thousand", MeshShape.of(1, 1000), config)) {
            assertThatThrownBy(fixture::hosts)
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContaining("asked=1 host (hosts=1) and 1000 procs (hosts=1,procs=1000) processes=1001")
                    .hasMessageContaining("of=2048MiB");
            assertThat(fixture.leaks().started()).isEmpty();
        }
    }
}
