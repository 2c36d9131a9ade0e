package io.meshwork.value;

import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.shape.Region;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exactly one value per rank of an extent, in rank order. Values may be null, as an answer may be. As text a small
 * table of rank, point and value. Immutable; travels.
 *
 * <p>It is kept as one value per rank, or as runs of the same value where that is much less; to a user it is the same, and
 * two are equal if their extents are and their values by rank (VM-2). {@link #region()} is the whole extent, so a
 * view of values has base ranks of its own.
 *
 * @param <T> the values
 */
public sealed interface ValueMesh<T extends @Nullable Object> extends Iterable<T>, Shaped<ValueMesh<T>>
        permits Dense, RunLength {

    /**
     * @param values by rank
     * @throws IllegalArgumentException unless there are as many as the extent has members (VM-1)
     */
    static <T extends @Nullable Object> ValueMesh<T> of(Extent extent, List<? extends T> values) {
        List<T> copy = new ArrayList<>(values);
        if (copy.size() != extent.size()) {
            throw new IllegalArgumentException("not one value per rank: accepted are " + extent.size() + " for "
                    + extent + ", got: " + copy.size());
        }
        return Dense.orRuns(extent, copy);
    }

    /** The same value for each rank; takes the room of one. */
    static <T extends @Nullable Object> ValueMesh<T> uniform(Extent extent, T value) {
        return new RunLength<>(extent, List.of(new ValueRun<>(0, extent.size(), value)));
    }

    @Override
    Extent extent();

    @Override
    default Region region() {
        return Region.of(extent());
    }

    /** @throws ShapeException if there is no such rank */
    T get(int rank);

    /** @throws ShapeException unless the point is of an equal extent */
    default T get(Point point) {
        return get(extent().rank(point));
    }

    /** In rank order; can't be modified. */
    List<T> values();

    /** All values as runs, as few as can be without taking values that may change for the same. */
    List<ValueRun<T>> runs();

    /** In rank order. */
    default Stream<T> stream() {
        return values().stream();
    }

    /** Each with its place, in rank order. */
    default void forEachPoint(BiConsumer<? super Point, ? super T> action) {
        int rank = 0;
        for (T value : this) {
            action.accept(extent().point(rank++), value);
        }
    }

    /** Same shape, other values: the function is applied once per rank, in rank order. */
    default <R extends @Nullable Object> ValueMesh<R> map(Function<? super T, ? extends R> function) {
        List<R> mapped = new ArrayList<>(size());
        for (T value : this) {
            mapped.add(function.apply(value));
        }
        return of(extent(), mapped);
    }

    /**
     * The values after some news: of the ranks that the overlay speaks of, what it says.
     *
     * @throws ShapeException if it speaks of a rank that there isn't
     */
    ValueMesh<T> with(ValueOverlay<T> overlay);
}
