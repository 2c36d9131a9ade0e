package io.meshwork.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's place in an extent. As people read it: {@code (hosts 1, procs 0)}, and {@code ()} in unity.
 *
 * @param rank at least 0 and below the extent's size
 */
public record Point(Extent extent, int rank) {

    /** @throws ShapeException if the extent has no such rank */
    public Point {
        extent.requireRank(rank);
    }

    /** One per dimension, slowest first, each from 0. */
    public int[] coordinates() {
        List<Extent.Dim> dims = extent.dims();
        int[] coordinates = new int[dims.size()];
        int rest = rank;
        for (int i = coordinates.length - 1; i >= 0; i--) {
            int size = dims.get(i).size();
            coordinates[i] = rest % size;
            rest /= size;
        }
        return coordinates;
    }

    /** @throws ShapeException if there is no such dimension */
    public int coordinate(String dim) {
        return coordinates()[extent.indexOf(dim)];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Point that && rank == that.rank && extent.equals(that.extent);
    }

    @Override
    public int hashCode() {
        return 31 * extent.hashCode() + rank;
    }

    @Override
    public String toString() {
        int[] coordinates = coordinates();
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < coordinates.length; i++) {
            text.append(i == 0 ? "" : ", ");
            text.append(extent.dims().get(i).name()).append(' ').append(coordinates[i]);
        }
        return text.append(')').toString();
    }
}
