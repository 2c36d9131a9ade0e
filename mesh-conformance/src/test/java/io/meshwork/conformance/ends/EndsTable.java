package io.meshwork.conformance.ends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was seen: way to end × what is left × milliseconds. Printed, and kept below {@code target}. */
final class EndsTable {

    private static final String FORM = "| %-6s | %-8s | %-20s | %4s | %6s |";

    private final String name;
    private final List<String> rows = new CopyOnWriteArrayList<>();

    EndsTable(String name) {
        this.name = name;
        rows.add(FORM.formatted("nets", "member", "way to end", "left", "ms"));
        rows.add("|--------|----------|----------------------|------|--------|");
    }

    /** Nothing should be left, and so it was, or not, after that time. */
    void gone(String nets, Stubborn stubborn, WayToEnd way, int left, Duration after) {
        rows.add(FORM.formatted(nets, stubborn, way, left, after.toMillis()));
    }

    /** Something is left for good. */
    void left(String nets, Stubborn stubborn, WayToEnd way, int left) {
        rows.add(FORM.formatted(nets, stubborn, way, left, "stays"));
    }

    void print() {
        String text = String.join("\n", rows) + "\n";
        System.out.println(text); // the fork's own, which Surefire reads
        try {
            Files.writeString(Files.createDirectories(Path.of("target")).resolve(name + ".md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
