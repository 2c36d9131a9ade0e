package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A view of a base rank space: which of its members are seen, and in what shape.
 *
 * <p>A member has two ranks: its <em>base rank</em>, which it was created with, and its <em>view rank</em>, its place
 * in {@link #extent()}. Views of views compose; their base ranks stay those of the first. No view changes the order of
 * members (SH-2), and each verb here gives a view again.
 *
 * <p>Text form, which {@link #parse} reads back. Where the base rank of the point {@code (i, j)} is {@code offset + i *
 * stride0 + j * stride1}, it is {@code [offset+]label=size/stride,…}, for instance {@code 4+gpus=2/2}; without dimensions
 * {@code unity} or {@code 4+unity}. Where it isn't so, as it may be of a view that was flattened, the base ranks
 * follow the extent: {@code all=6:0..2,4..8/2}. A stride of a dimension with one member says nothing and is written as the
 * least one.
 *
 * <p>Two regions are equal if their extents and base ranks are.
 */
public sealed interface Region permits Strided, Listed {

    /** The view of all: base ranks and view ranks are the same. */
    static Region of(Extent extent) {
        return Strided.whole(extent);
    }

    /**
     * @param offset base rank of view rank 0
     * @param strides base ranks from one index to the next, per dimension; each larger than what the faster dimensions span
     *     together
     * @throws IllegalArgumentException if that is no view, as a stride is too small, or there are too many or too few
     */
    static Region of(Extent extent, int offset, List<Integer> strides) {
        return Strided.of(extent, offset, strides);
    }

    /**
     * @param baseRanks by view rank
     * @throws IllegalArgumentException unless there is one per member, and they ascend from 0 or more
     */
    static Region of(Extent extent, int... baseRanks) {
        Listed.requireAscending(extent, baseRanks);
        Strided strided = Strided.fitting(extent, baseRanks);
        return strided != null ? strided : Listed.of(extent, baseRanks);
    }

    /** @throws IllegalArgumentException if the text is no region */
    static Region parse(String text) {
        return RegionText.parse(text);
    }

    /** The view's own shape. */
    Extent extent();

    default int size() {
        return extent().size();
    }

    /** @throws ShapeException if the view has no such rank */
    int baseRank(int viewRank);

    /** In the order of view ranks, which is ascending. */
    default int[] baseRanks() {
        int[] bases = new int[size()];
        for (int rank = 0; rank < bases.length; rank++) {
            bases[rank] = baseRank(rank);
        }
        return bases;
    }

    /** Where the view has a member of the base; empty if it doesn't see it, or there is none. */
    OptionalInt viewRank(int baseRank);

    default boolean contains(int baseRank) {
        return viewRank(baseRank).isPresent();
    }

    /** Whether the other sees every member that this one sees, whatever their dimensions are. */
    default boolean isSubsetOf(Region other) {
        int first = other.baseRank(0);
        int last = other.baseRank(other.size() - 1);
        if (last - first == other.size() - 1) {
            return baseRank(0) >= first && baseRank(size() - 1) <= last;
        }
        for (int rank = 0; rank < size(); rank++) {
            if (!other.contains(baseRank(rank))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Refuses a view that sees more than another.
     *
     * @return this
     * @throws ShapeException unless it is a subset
     */
    default Region requireSubsetOf(Region other) {
        if (!isSubsetOf(other)) {
            throw new ShapeException("view out of range: accepted are views of members of " + other + ", got: " + this);
        }
        return this;
    }

    /**
     * This view as a view of another: the other's view ranks are its base ranks.
     *
     * @throws ShapeException unless it is a subset of the other
     */
    default Region remap(Region other) {
        int[] ranks = requireSubsetOf(other).baseRanks();
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = other.viewRank(ranks[i]).orElseThrow();
        }
        return of(extent(), ranks);
    }

    /**
     * The members with one index along a dimension. The view no longer has that dimension.
     *
     * @throws ShapeException if there is no such dimension or index
     */
    Region slice(String dim, int index);

    /** The same as {@link #range(String, int, int, int)} with step 1. */
    default Region range(String dim, int from, int toExclusive) {
        return range(dim, from, toExclusive, 1);
    }

    /**
     * The members with some of the indices along a dimension. The view keeps that dimension, also if one index remains.
     *
     * @param step from one index to the next, 1 or more
     * @throws ShapeException if there is no such dimension, the range is empty, or it isn't all within the dimension
     */
    Region range(String dim, int from, int toExclusive, int step);

    /** The same members along one dimension, in the order of their ranks. */
    Region flatten(String dim);

    /**
     * One dimension as others, which take its place.
     *
     * @param parts slowest first; as many members together as the dimension has
     * @throws ShapeException as {@link Extent#split} does
     */
    Region split(String dim, Extent parts);

    /** @throws ShapeException if there is no such dimension, or another one has that name */
    Region rename(String from, String to);

    /**
     * A view for each combination of indices along some dimensions, which it no longer has: the first of them varies
     * slowest. The group of a point of {@link Extent#only} is the slice at its coordinates.
     *
     * @throws ShapeException if there is no such dimension, or it is named twice
     */
    default List<Region> groupBy(String... dims) {
        Extent groups = extent().only(dims);
        List<Region> views = new ArrayList<>(groups.size());
        for (Point group : groups.points()) {
            int[] at = group.coordinates();
            Region view = this;
            for (int i = 0; i < dims.length; i++) {
                view = view.slice(dims[i], at[i]);
            }
            views.add(view);
        }
        return views;
    }
}
