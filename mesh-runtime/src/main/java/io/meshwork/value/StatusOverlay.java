package io.meshwork.value;

import java.util.ArrayList;
import java.util.List;

/**
 * News for a {@link StatusMesh}: statuses of some ranks, as runs. As text {@code 0..2: Running, 3: Stopped}.
 *
 * @param runs sorted, not overlapping; neighbours of the same status are joined (SO-1)
 */
public record StatusOverlay(List<Run> runs) {

    /** @throws IllegalArgumentException if the runs aren't sorted, or overlap */
    public StatusOverlay {
        List<Run> joined = new ArrayList<>(runs.size());
        for (Run run : runs) {
            int last = joined.size() - 1;
            if (last >= 0 && run.firstRank() < joined.get(last).endRank()) {
                throw new IllegalArgumentException("runs in disorder: accepted are sorted ones that don't overlap, got:"
                        + " " + run + " after " + joined.get(last));
            }
            if (last >= 0 && joined.get(last).isContinuedBy(run)) {
                joined.set(last, joined.get(last).part(joined.get(last).firstRank(), run.endRank()));
            } else {
                joined.add(run);
            }
        }
        runs = List.copyOf(joined);
    }

    public static StatusOverlay empty() {
        return new StatusOverlay(List.of());
    }

    public static StatusOverlay of(int rank, Status status) {
        return of(rank, 1, status);
    }

    /** @param count ranks that have the status, from the first on */
    public static StatusOverlay of(int firstRank, int count, Status status) {
        return new StatusOverlay(List.of(new Run(firstRank, count, status)));
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /**
     * Both, and where both speak of a rank, what the later one says. Merge in the order in which the statuses were
     * taken: what is replaced here, be it a failure, never reaches a mesh. News of unknown order go to the mesh one by
     * one.
     */
    public StatusOverlay merge(StatusOverlay later) {
        List<Run> merged = new ArrayList<>(runs.size() + later.runs.size());
        int next = 0;
        int done = 0;
        for (Run run : runs) {
            done = Math.max(done, run.firstRank());
            while (next < later.runs.size() && later.runs.get(next).firstRank() < run.endRank()) {
                Run over = later.runs.get(next++);
                addPart(merged, run, done, over.firstRank());
                merged.add(over);
                done = Math.max(done, over.endRank());
            }
            addPart(merged, run, done, run.endRank());
        }
        merged.addAll(later.runs.subList(next, later.runs.size()));
        return new StatusOverlay(merged);
    }

    private static void addPart(List<Run> merged, Run run, int from, int to) {
        if (from < to) {
            merged.add(run.part(from, to));
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            text.append(text.length() == 0 ? "" : ", ").append(run);
        }
        return runs.isEmpty() ? "empty" : text.toString();
    }

    /**
     * Ranks next to each other that have the same status. As text {@code 0..2: Running}.
     *
     * @param firstRank 0 or more
     * @param count 1 or more
     */
    public record Run(int firstRank, int count, Status status) {
        public Run {
            if (firstRank < 0 || count < 1 || (long) firstRank + count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("not a run: accepted are firstRank of 0 or more, count of 1 or"
                        + " more, and ranks below " + Integer.MAX_VALUE
                        + ", got: firstRank=" + firstRank + " count=" + count);
            }
        }

        /** The rank after its last. */
        int endRank() {
            return firstRank + count;
        }

        Run part(int from, int to) {
            return new Run(from, to - from, status);
        }

        boolean isContinuedBy(Run next) {
            return endRank() == next.firstRank && isSame(status, next.status);
        }

        /* Asks a record's generated equals for failures only: it is slow at first use, and hosts merge at start. */
        private static boolean isSame(Status one, Status other) {
            return one.atLeast(other) && other.atLeast(one) && (!one.isFailure() || one.equals(other));
        }

        @Override
        public String toString() {
            return (count == 1 ? firstRank : firstRank + ".." + (endRank() - 1)) + ": " + status;
        }
    }
}
