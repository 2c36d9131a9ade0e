package io.meshwork.junit.evidence;

import io.meshwork.failure.MeshFailure;
import java.util.ArrayList;
import java.util.List;

/** What the console shows of a test that failed: what died, where, why, and where the rest lies. At most ten lines. */
public final class Summary {

    private static final int MOST_LINES = 10;
    private static final int MOST_CONSEQUENCES = 2;
    private static final int LONGEST_LINE = 240;

    private Summary() {}

    /** @param rest where the rest lies, for people */
    public static String of(Scene scene, String rest) {
        List<String> lines = new ArrayList<>();
        lines.add("mesh: " + scene.test() + (scene.thrown() == null ? " passed" : " failed"));
        scene.failures().forEach(failure -> add(failure, lines));
        if (lines.size() == 1) {
            lines.add("  no process and no actor had failed");
        }
        if (scene.thrown() != null) {
            lines.add("  thrown: " + firstLine(String.valueOf(scene.thrown())));
        }
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(lines.size(), MOST_LINES - 1)));
        if (shown.size() < lines.size()) {
            int left = lines.size() - shown.size() + 1;
            shown.set(shown.size() - 1, "  and " + left + " lines more");
        }
        shown.add("  tree, output, threads, phases, settings: " + rest);
        return String.join("\n", shown);
    }

    private static void add(MeshFailure failure, List<String> lines) {
        lines.add("  " + cut(failure.member() + ": " + firstLine(failure.what())));
        failure.what()
                .lines()
                .skip(1)
                .reduce((first, second) -> second)
                .ifPresent(last -> lines.add("    last words: " + cut(last.strip())));
        List<MeshFailure> next = failure.consequences();
        next.stream()
                .limit(MOST_CONSEQUENCES)
                .forEach(one -> lines.add("    hence " + cut(one.member() + ": " + firstLine(one.what()))));
        if (next.size() > MOST_CONSEQUENCES) {
            lines.add("    and " + (next.size() - MOST_CONSEQUENCES) + " consequences more");
        }
    }

    private static String firstLine(String text) {
        return cut(text.lines().findFirst().orElse(""));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
