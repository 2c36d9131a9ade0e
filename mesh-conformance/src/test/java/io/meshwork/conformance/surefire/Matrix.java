package io.meshwork.conformance.surefire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was seen of all cells, as a table. For any thread. */
final class Matrix {

    private static final String ROW = "| %-50s | %-12s | %-28s | %9s | %4s | %15s | %14s | %4s |%n";

    private final List<Cell> cells;
    private final Map<Cell, Outcome> outcomes = new ConcurrentHashMap<>();

    Matrix(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    void add(Outcome outcome) {
        outcomes.put(outcome.cell(), outcome);
    }

    /** In Markdown, in the order of the cells. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                ROW,
                "way to end",
                "member",
                "start",
                "processes",
                "left",
                "gone after, ms",
                "mvn after, ms",
                "exit"));
        table.append(String.format(Locale.ROOT, ROW, "---", "---", "---", "--:", "--:", "--:", "--:", "--:"));
        for (Cell cell : cells) {
            table.append(row(cell));
        }
        return table.toString();
    }

    void write(Path file) throws IOException {
        Files.writeString(file, table());
    }

    private String row(Cell cell) {
        Outcome seen = outcomes.get(cell);
        if (seen == null) {
            return String.format(
                    Locale.ROOT, ROW, cell.way().name(), cell.member().kind(), cell.start(), "?", "?", "?", "?", "?");
        }
        String gone = (seen.left().isEmpty() ? "" : "> ") + seen.cleared().toMillis();
        return String.format(
                Locale.ROOT,
                ROW,
                cell.way().name(),
                cell.member().kind(),
                cell.start(),
                seen.processes(),
                seen.left().size(),
                gone + " of " + cell.way().bound().toMillis(),
                seen.mavenAfter().toMillis(),
                seen.exitCode());
    }
}
