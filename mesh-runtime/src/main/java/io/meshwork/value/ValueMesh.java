package io.meshwork.value;

import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.shape.Region;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exactly one value per rank of an extent, in rank order. Values may be null, as an answer may be. As text a small
 * table of rank, point and value.
 *
 * @param <T> the values
 */
public final class ValueMesh<T extends @Nullable Object> implements Iterable<T> {

    private final Extent extent;
    private final List<T> values;

    private ValueMesh(Extent extent, List<T> values) {
        this.extent = extent;
        this.values = Collections.unmodifiableList(values);
    }

    /**
     * @param values by rank
     * @throws IllegalArgumentException unless there are as many as the extent has members (VM-1)
     */
    public static <T extends @Nullable Object> ValueMesh<T> of(Extent extent, List<? extends T> values) {
        List<T> copy = new ArrayList<>(values);
        if (copy.size() != extent.size()) {
            throw new IllegalArgumentException("not one value per rank: accepted are " + extent.size() + " for "
                    + extent + ", got: " + copy.size());
        }
        return new ValueMesh<>(extent, copy);
    }

    public Extent extent() {
        return extent;
    }

    public int size() {
        return values.size();
    }

    /** @throws ShapeException if there is no such rank */
    public T get(int rank) {
        return values.get(extent.requireRank(rank));
    }

    /** @throws ShapeException unless the point is of an equal extent */
    public T get(Point point) {
        return values.get(extent.rank(point));
    }

    /** In rank order; can't be modified. */
    public List<T> values() {
        return values;
    }

    /** In rank order. */
    public Stream<T> stream() {
        return values.stream();
    }

    @Override
    public Iterator<T> iterator() {
        return values.iterator();
    }

    /** Same shape, other values: the function is applied once per rank, in rank order. */
    public <R extends @Nullable Object> ValueMesh<R> map(Function<? super T, ? extends R> function) {
        List<R> mapped = new ArrayList<>(values.size());
        for (T value : values) {
            mapped.add(function.apply(value));
        }
        return new ValueMesh<>(extent, mapped);
    }

    /**
     * The values with one index along a dimension, without that dimension.
     *
     * @throws ShapeException if there is no such dimension or index
     */
    public ValueMesh<T> slice(String dim, int index) {
        return view(Region.of(extent).slice(dim, index));
    }

    /**
     * The values with some of the indices along a dimension, which stays.
     *
     * @throws ShapeException if there is no such dimension, the range is empty, or it isn't all within the dimension
     */
    public ValueMesh<T> range(String dim, int from, int toExclusive) {
        return view(Region.of(extent).range(dim, from, toExclusive));
    }

    private ValueMesh<T> view(Region region) {
        List<T> seen = new ArrayList<>(region.size());
        for (int rank : region.baseRanks()) {
            seen.add(values.get(rank));
        }
        return new ValueMesh<>(region.extent(), seen);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueMesh<?> that && extent.equals(that.extent) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return 31 * extent.hashCode() + values.hashCode();
    }

    @Override
    public String toString() {
        return ValueTable.render(this);
    }
}
