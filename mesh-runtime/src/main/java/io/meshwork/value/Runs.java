package io.meshwork.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs in the making, in the order of ranks: neighbours of the same value are joined. */
final class Runs<T extends @Nullable Object> {

    private final List<ValueRun<T>> done = new ArrayList<>();

    /** @param values by rank */
    static <T extends @Nullable Object> List<ValueRun<T>> of(List<? extends T> values) {
        Runs<T> runs = new Runs<>();
        int first = 0;
        for (int rank = 1; rank <= values.size(); rank++) {
            if (rank == values.size() || !isSame(values.get(first), values.get(rank))) {
                runs.add(new ValueRun<>(first, rank - first, values.get(first)));
                first = rank;
            }
        }
        return runs.toList();
    }

    void add(ValueRun<T> run) {
        ValueRun<T> last = done.isEmpty() ? null : done.get(done.size() - 1);
        if (last != null && last.endRank() == run.firstRank() && isSame(last.value(), run.value())) {
            done.set(done.size() - 1, new ValueRun<>(last.firstRank(), last.count() + run.count(), last.value()));
        } else {
            done.add(run);
        }
    }

    List<ValueRun<T>> toList() {
        return List.copyOf(done);
    }

    /*
     * Values that are equal now, but can change, are not taken for the same: whoever changes one would change both. And a
     * record's generated equals is slow at first use, so it is asked for failures only.
     */
    static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one == other) {
            return true;
        }
        if (one == null || other == null || one.getClass() != other.getClass()) {
            return false;
        }
        if (one instanceof Status status) {
            return !status.isFailure() || status.equals(other);
        }
        return isConstant(one) && one.equals(other);
    }

    private static boolean isConstant(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Number && value.getClass().getPackageName().equals("java.lang");
    }

    /** Whether both give equal values to the same ranks, however they are cut. */
    static boolean areEqual(List<? extends ValueRun<?>> some, List<? extends ValueRun<?>> others) {
        int i = 0;
        int j = 0;
        int from = 0;
        while (i < some.size() && j < others.size()) {
            ValueRun<?> one = some.get(i);
            ValueRun<?> other = others.get(j);
            boolean together = Math.max(from, one.firstRank()) == Math.max(from, other.firstRank());
            if (!together || !Objects.equals(one.value(), other.value())) {
                return false;
            }
            from = Math.min(one.endRank(), other.endRank());
            i += one.endRank() == from ? 1 : 0;
            j += other.endRank() == from ? 1 : 0;
        }
        return i == some.size() && j == others.size();
    }
}
