package it;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.junit.MeshTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls an actor in another process, and writes a line before and after each call. */
@MeshTest
class FirstTest {

    private static final int LINES = 100;

    @BeforeAll
    static void saysWhereItRuns() {
        Module module = FirstTest.class.getModule();
        System.out.println("runs in module=" + (module.isNamed() ? module.getName() : "none") + " pid="
                + ProcessHandle.current().pid());
    }

    @Test
    void asksTheClerk(ActorMesh<Clerk> clerks) {
        for (int i = 0; i < LINES; i++) {
            System.out.println("test asks " + i);
            int price = clerks.call(new Clerk.Price(i)).get(0);
            System.out.println("test hears " + price);
            assertThat(price).isEqualTo(3 * i);
        }
        assertThat(Pricing.inTheTest(4)).isEqualTo(8);
    }

    @Test
    void runsElsewhere(ProcMesh procs) {
        assertThat(procs.call(() -> ProcessHandle.current().pid()))
                .hasSize(1)
                .doesNotContain(ProcessHandle.current().pid());
    }
}
