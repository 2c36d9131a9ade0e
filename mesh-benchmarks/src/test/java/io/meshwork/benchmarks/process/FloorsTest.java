package io.meshwork.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.benchmarks.measure.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The floor programs do what they are timed for, and are gone afterwards. */
@Timeout(120)
class FloorsTest {

    private final Jvm jvm = new Jvm(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), Jvm.ownClassPath());

    @TempDir
    Path directory;

    private Started started;

    @BeforeEach
    void begin() throws IOException {
        started = Started.in(directory);
    }

    @Test
    void aChildSaysHelloAnswersAndQuits() throws IOException, InterruptedException {
        FloorChildren children = new FloorChildren(started);

        assertThat(children.jdk(jvm).figures()).containsOnlyKeys("hello", "cpu", "rss", "pss", "quit");
        assertThat(children.netty(jvm).archive()).isFalse();
        assertThat(started.living()).isEmpty();
    }

    @Test
    void theAnswerOfAChainComesByWayOfTheHostHoweverTheTwoWereStarted() throws IOException, InterruptedException {
        FloorChains chains = new FloorChains(started);

        assertInOrder(chains.inSequence(jvm));
        assertInOrder(chains.inParallel(jvm));
        assertInOrder(chains.ofStandbys(jvm, "rehearsed"));
        assertThat(started.living()).isEmpty();
    }

    @Test
    void aProgramThatCanNotStartIsNamedAtOnceWithWhatItSaid() {
        assertThatThrownBy(() -> new FloorChildren(started).jdk(jvm.with("-XX:NoSuchFlag")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NoSuchFlag");
        assertThat(started.living()).isEmpty();
    }

    private static void assertInOrder(Reading chain) {
        assertThat(chain.figures().get("host-hello")).isPositive();
        assertThat(chain.figures().get("answer")).isGreaterThan(chain.figures().get("proc-hello"));
    }
}
