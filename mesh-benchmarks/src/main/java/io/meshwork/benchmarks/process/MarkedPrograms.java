package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.measure.Marks;
import io.meshwork.benchmarks.measure.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Programs that print marks, each in a JVM of its own: ours and peers'.
 *
 * @param started where they are started
 */
record MarkedPrograms(Started started) {

    private static final int SHOWN_LINES = 20;

    /** From its mark {@code begin}. */
    Reading run(Jvm jvm, String main, String... arguments) throws IOException, InterruptedException {
        Process process = started.start(jvm.command(main, arguments));
        process.getOutputStream().close();
        List<String> lines;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = output.lines().toList();
        }
        started.awaitEnd(process);
        if (process.exitValue() != 0) {
            throw new IOException("a program failed: main=" + main + " exit=" + process.exitValue() + " last lines:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
        }
        return Marks.in(lines).since("begin");
    }
}
