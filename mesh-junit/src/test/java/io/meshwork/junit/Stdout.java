package io.meshwork.junit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes what is printed to this JVM's stdout, as a runner of tests does. */
final class Stdout implements AutoCloseable {

    private static final String PROC = "^(\\S+Z )?\\[p0_(\\d) \\(hosts 0, procs \\2\\) \\d+\\] ";

    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    void capture() {
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
    }

    /** What was printed, {@code P0} in place of what a line of a proc begins with. */
    List<String> lines() {
        return captured.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst(PROC, "P$2 "))
                .toList();
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
