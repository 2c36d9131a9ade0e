package io.meshwork.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PS-3. */
class StartPhasesTest {

    private static final long SEED = 4711;

    @Test
    void instantsInOrderAreTheStepsBetweenThem() {
        assertThat(StartPhases.between(-5, 5, 25, 55, 95, 145)).isEqualTo(new StartPhases(10, 20, 30, 40, 50));
    }

    @Test
    void whatWasThereBeforeItWasAskedForTookNoTimeToCome() {
        assertThat(StartPhases.between(100, 10, 20, 90, 130, 150)).isEqualTo(new StartPhases(0, 0, 0, 30, 20));
    }

    @Test
    void theStepsAreNeverNegativeAndTogetherTheWholeWhateverTheInstantsAre() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            long asked = random.nextInt();
            long ready = asked + random.nextInt(1_000_000);
            StartPhases phases = StartPhases.between(
                    asked, random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(), ready);

            assertThat(List.of(
                            phases.forkNanos(),
                            phases.jvmNanos(),
                            phases.classesNanos(),
                            phases.helloNanos(),
                            phases.agentNanos()))
                    .as("seed=%d round=%d", SEED, i)
                    .allMatch(nanos -> nanos >= 0);
            assertThat(phases.nanos()).as("seed=%d round=%d", SEED, i).isEqualTo(ready - asked);
        }
    }
}
