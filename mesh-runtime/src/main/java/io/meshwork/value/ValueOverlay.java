package io.meshwork.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * News for a {@link ValueMesh}: values of some ranks, as runs. As text {@code 0..2: a, 3: b}. Travels. Two overlays are
 * equal if they give equal values to the same ranks.
 *
 * @param <T> the values; may be null
 * @param runs sorted, not overlapping; neighbours of the same value are joined (VO-1)
 */
public record ValueOverlay<T extends @Nullable Object>(List<ValueRun<T>> runs) {

    private static final int MOST_SHOWN = 64;

    /** @throws IllegalArgumentException if the runs aren't sorted, or overlap */
    public ValueOverlay {
        Runs<T> joined = new Runs<>();
        ValueRun<T> last = null;
        for (ValueRun<T> run : runs) {
            if (last != null && run.firstRank() < last.endRank()) {
                throw new IllegalArgumentException("runs in disorder: accepted are sorted ones that don't overlap, got:"
                        + " " + run + " after " + last);
            }
            joined.add(run);
            last = run;
        }
        runs = joined.toList();
    }

    public static <T extends @Nullable Object> ValueOverlay<T> empty() {
        return new ValueOverlay<>(List.of());
    }

    public static <T extends @Nullable Object> ValueOverlay<T> of(int rank, T value) {
        return of(rank, 1, value);
    }

    /** @param count ranks that have the value, from the first on */
    public static <T extends @Nullable Object> ValueOverlay<T> of(int firstRank, int count, T value) {
        return new ValueOverlay<>(List.of(new ValueRun<>(firstRank, count, value)));
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Both, and where both speak of a rank, what the later one says (VO-2). */
    public ValueOverlay<T> merge(ValueOverlay<T> later) {
        List<ValueRun<T>> merged = new ArrayList<>(runs.size() + later.runs.size());
        int next = 0;
        int done = 0;
        for (ValueRun<T> run : runs) {
            done = Math.max(done, run.firstRank());
            while (next < later.runs.size() && later.runs.get(next).firstRank() < run.endRank()) {
                ValueRun<T> over = later.runs.get(next++);
                addPart(merged, run, done, over.firstRank());
                merged.add(over);
                done = Math.max(done, over.endRank());
            }
            addPart(merged, run, done, run.endRank());
        }
        merged.addAll(later.runs.subList(next, later.runs.size()));
        return new ValueOverlay<>(merged);
    }

    private static <T extends @Nullable Object> void addPart(
            List<ValueRun<T>> merged, ValueRun<T> run, int from, int to) {
        if (from < to) {
            merged.add(run.part(from, to));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueOverlay<?> that && Runs.areEqual(runs, that.runs);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (ValueRun<T> run : runs) {
            hash += run.hash();
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(runs.isEmpty() ? "empty" : "");
        for (int i = 0; i < runs.size() && i < MOST_SHOWN; i++) {
            text.append(i == 0 ? "" : ", ").append(runs.get(i));
        }
        return text.append(runs.size() > MOST_SHOWN ? ", … " + (runs.size() - MOST_SHOWN) + " more" : "")
                .toString();
    }
}
