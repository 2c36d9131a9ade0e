package io.meshwork.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ranks next to each other that have the same value. As text {@code 0..2: Running}. Travels.
 *
 * @param <T> the values
 * @param firstRank 0 or more
 * @param count 1 or more
 */
public record ValueRun<T extends @Nullable Object>(int firstRank, int count, T value) {

    public ValueRun {
        if (firstRank < 0 || count < 1 || (long) firstRank + count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a run: accepted are firstRank of 0 or more, count of 1 or"
                    + " more, and ranks below " + Integer.MAX_VALUE
                    + ", got: firstRank=" + firstRank + " count=" + count);
        }
    }

    /** The rank after its last. */
    public int endRank() {
        return firstRank + count;
    }

    ValueRun<T> part(int from, int to) {
        return from == firstRank && to == endRank() ? this : new ValueRun<>(from, to - from, value);
    }

    /** The same for every way to cut ranks and values into runs: what is added up over all of them. */
    int hash() {
        long places = (firstRank + 1L + endRank()) * count / 2;
        return (31 + Objects.hashCode(value)) * (int) places;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueRun<?> that
                && firstRank == that.firstRank
                && count == that.count
                && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return hash();
    }

    @Override
    public String toString() {
        return (count == 1 ? firstRank : firstRank + ".." + (endRank() - 1)) + ": " + value;
    }
}
