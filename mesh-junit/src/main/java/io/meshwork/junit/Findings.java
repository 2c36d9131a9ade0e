package io.meshwork.junit;

import io.meshwork.failure.BrokenInvariant;
import io.meshwork.failure.MeshFailure;
import io.meshwork.wire.Undeliverable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What went wrong with a mesh and was taken by nobody.
 *
 * @param failures one per cause, the first first; what followed from one hangs below it
 * @param returned messages that came back, but for those that follow from a failure
 * @param broken invariants of the harness itself
 */
record Findings(List<MeshFailure> failures, List<Undeliverable> returned, List<BrokenInvariant> broken) {

    static final Findings NONE = new Findings(List.of(), List.of(), List.of());

    /* Of each kind, as people read them. */
    private static final int MOST_LINES = 20;

    Findings {
        failures = List.copyOf(failures);
        returned = List.copyOf(returned);
        broken = List.copyOf(broken);
    }

    boolean isEmpty() {
        return failures.isEmpty() && returned.isEmpty() && broken.isEmpty();
    }

    Findings plus(Findings later) {
        return new Findings(
                joined(failures, later.failures), joined(returned, later.returned), joined(broken, later.broken));
    }

    Findings withoutFailures() {
        return new Findings(List.of(), returned, broken);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** For people, the cause first. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        List<String> lines = new ArrayList<>();
        failures.forEach(failure -> append(failure, "", lines));
        append("failures that nobody took", failures.size(), lines, text);
        append("messages that came back and that nobody took", returned.size(), lines(returned), text);
        append("broken invariants, which are a fault of the harness itself", broken.size(), lines(broken), text);
        return text.toString();
    }

    private static List<String> lines(List<?> each) {
        return each.stream().map(String::valueOf).toList();
    }

    private static void append(MeshFailure failure, String indent, List<String> lines) {
        lines.add(indent + failure.member() + ": " + failure.what() + ": mesh=" + failure.mesh() + " ranks="
                + failure.ranks());
        failure.consequences().forEach(next -> append(next, indent + "  hence ", lines));
    }

    private static void append(String title, int count, List<String> lines, StringBuilder text) {
        if (count == 0) {
            return;
        }
        text.append(text.length() == 0 ? "" : "\n").append(title).append(": ").append(count);
        lines.stream().limit(MOST_LINES).forEach(line -> text.append("\n  ").append(line));
        if (lines.size() > MOST_LINES) {
            text.append("\n  and ").append(lines.size() - MOST_LINES).append(" lines more");
        }
    }
}
