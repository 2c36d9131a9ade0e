package io.meshwork.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's place in an extent. Text form, which {@link #parse} reads back: {@code (hosts 1, procs 0)}, and {@code ()} in
 * unity.
 *
 * @param rank at least 0 and below the extent's size
 */
public record Point(Extent extent, int rank) {

    /** @throws ShapeException if the extent has no such rank */
    public Point {
        extent.requireRank(rank);
    }

    /**
     * @param text the text form, with the extent's dimensions in their order
     * @throws IllegalArgumentException if the text is no point of such an extent
     * @throws ShapeException if an index is out of range
     */
    public static Point parse(Extent extent, String text) {
        boolean enclosed = text.length() >= 2 && text.startsWith("(") && text.endsWith(")");
        String inner = enclosed ? text.substring(1, text.length() - 1) : "?";
        String[] items = inner.isEmpty() ? new String[0] : inner.split(", ", -1);
        List<Extent.Dim> dims = extent.dims();
        if (items.length != dims.size()) {
            throw noPoint(extent, text, null);
        }
        int[] coordinates = new int[items.length];
        for (int i = 0; i < items.length; i++) {
            String name = dims.get(i).name() + " ";
            try {
                coordinates[i] = Integer.parseInt(items[i].startsWith(name) ? items[i].substring(name.length()) : "?");
            } catch (NumberFormatException e) {
                throw noPoint(extent, text, e);
            }
        }
        return new Point(extent, extent.rank(coordinates));
    }

    private static IllegalArgumentException noPoint(Extent extent, String text, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                "not a point: accepted are those of " + extent + ", from " + new Point(extent, 0) + " to "
                        + new Point(extent, extent.size() - 1) + ", got: '" + text + "'",
                cause);
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
