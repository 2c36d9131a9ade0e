package io.meshwork.bootstrap.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.LineStamp;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampedOutputTest {

    private static final int ROUNDS = 200;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final StampedOutput output = new StampedOutput(file);
    private final PrintStream out = output.stream();
    private final PrintStream err = output.stream();

    @Test
    void aLineHasTheTimeAtWhichItWasBegun() {
        Instant before = Instant.now().minusNanos(1_000);
        out.print("one ");
        out.println("line");
        Instant after = Instant.now();

        String line = lines().get(0);

        assertThat(LineStamp.without(line)).isEqualTo("one line");
        assertThat(Instant.parse(line.substring(0, LineStamp.LENGTH - 1))).isBetween(before, after);
    }

    /** O-3. */
    @Test
    void aLineIsOfOneStreamAlone() {
        out.print("out, ");
        err.print("err, ");
        out.println("more out");
        err.println("more err");
        out.append('x').printf("%d%n", 7);
        out.write('y');
        out.flush();

        assertThat(texts()).containsExactly("out, ", "err, ", "more out", "more err", "x7", "y");
    }

    /** O-4. */
    @Test
    void nothingButTimesIsAddedToWhatOneStreamPrints() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder printed = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            String text = random.nextInt(20) == 0 ? "long \u20ac".repeat(random.nextInt(9_000)) : "short\u00e4 ";
            text += random.nextBoolean() ? "\n" : "";
            printed.append(text);
            out.print(text);
        }

        assertThat(texts())
                .as("seed=%d", seed)
                .isEqualTo(printed.toString().lines().toList());
        assertThat(lines()).as("seed=%d", seed).allMatch(LineStamp::isOn);
        assertThat(lines())
                .as("seed=%d", seed)
                .extracting(line -> line.substring(0, LineStamp.LENGTH))
                .isSorted();
    }

    private List<String> texts() {
        return lines().stream().map(LineStamp::without).toList();
    }

    private List<String> lines() {
        return file.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
