package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An affine view. Travels.
 *
 * @param offset base rank of view rank 0
 * @param strides base ranks from one index to the next, per dimension of the extent; each is larger than what the
 *     faster dimensions span together, and the least such where there is one index only
 */
record Strided(Extent extent, int offset, List<Integer> strides) implements Region {

    Strided {
        if (strides.size() == extent.dims().size()) {
            strides = leastWhereOneIndex(extent, strides);
        }
        if (!isView(extent, offset, strides)) {
            throw noView(extent, offset, strides);
        }
    }

    /** @throws IllegalArgumentException if a stride is too small, also where it says nothing */
    static Strided of(Extent extent, int offset, List<Integer> strides) {
        if (!isView(extent, offset, strides)) {
            throw noView(extent, offset, strides);
        }
        return new Strided(extent, offset, strides);
    }

    static Strided whole(Extent extent) {
        return new Strided(extent, 0, dense(extent, 1));
    }

    /** The view that has these base ranks, which ascend, by view rank; null if it isn't affine. */
    static @Nullable Strided fitting(Extent extent, int[] baseRanks) {
        List<Integer> strides = dense(extent, 1);
        for (int i = 0; i < strides.size(); i++) {
            boolean several = extent.dims().get(i).size() > 1;
            strides.set(i, several ? baseRanks[strides.get(i)] - baseRanks[0] : 1);
        }
        strides = leastWhereOneIndex(extent, strides);
        if (!isView(extent, baseRanks[0], strides)) {
            return null;
        }
        Strided view = new Strided(extent, baseRanks[0], strides);
        for (int rank = 0; rank < baseRanks.length; rank++) {
            if (view.baseRank(rank) != baseRanks[rank]) {
                return null;
            }
        }
        return view;
    }

    @Override
    public int baseRank(int viewRank) {
        int rest = extent.requireRank(viewRank);
        int base = offset;
        for (int i = strides.size() - 1; i >= 0; i--) {
            int size = extent.dims().get(i).size();
            base += rest % size * strides.get(i);
            rest /= size;
        }
        return base;
    }

    @Override
    public OptionalInt viewRank(int baseRank) {
        if (baseRank < offset) {
            return OptionalInt.empty();
        }
        int rest = baseRank - offset;
        int rank = 0;
        for (int i = 0; i < strides.size(); i++) {
            int size = extent.dims().get(i).size();
            int index = rest / strides.get(i);
            if (index >= size) {
                return OptionalInt.empty();
            }
            rank = rank * size + index;
            rest %= strides.get(i);
        }
        return rest == 0 ? OptionalInt.of(rank) : OptionalInt.empty();
    }

    @Override
    public Region slice(String dim, int index) {
        int at = extent.indexOf(dim);
        List<Extent.Dim> dims = new ArrayList<>(extent.dims());
        List<Integer> rest = new ArrayList<>(strides);
        int first = offset + dims.remove(at).requireIndex(index) * rest.remove(at);
        return new Strided(new Extent(dims), first, rest);
    }

    @Override
    public Region range(String dim, int from, int toExclusive, int step) {
        int at = extent.indexOf(dim);
        extent.dims().get(at).requireRange(from, toExclusive, step);
        int size = (toExclusive - from - 1) / step + 1;
        int stride = strides.get(at);

        List<Extent.Dim> dims = new ArrayList<>(extent.dims());
        dims.set(at, new Extent.Dim(dim, size));
        List<Integer> wider = new ArrayList<>(strides);
        wider.set(at, size == 1 ? stride : stride * step);
        return new Strided(new Extent(dims), offset + from * stride, wider);
    }

    @Override
    public Region flatten(String dim) {
        Extent flat = extent.flatten(dim);
        int distance = distance();
        return distance == 0 ? Region.of(flat, baseRanks()) : new Strided(flat, offset, List.of(distance));
    }

    /* Of all members to their neighbours; 0 if it differs: then the view is not affine any more when it is flattened. */
    private int distance() {
        int distance = 0;
        long next = 0;
        for (int i = strides.size() - 1; i >= 0; i--) {
            int size = extent.dims().get(i).size();
            if (size > 1) {
                distance = distance == 0 ? strides.get(i) : distance;
                next = next == 0 ? distance : next;
                if (strides.get(i) != next) {
                    return 0;
                }
                next *= size;
            }
        }
        return Math.max(distance, 1);
    }

    @Override
    public Region split(String dim, Extent parts) {
        int at = extent.indexOf(dim);
        List<Integer> finer = new ArrayList<>(strides);
        List<Integer> inner = dense(parts, finer.remove(at));
        finer.addAll(at, inner);
        return new Strided(extent.split(dim, parts), offset, finer);
    }

    @Override
    public Region rename(String from, String to) {
        return new Strided(extent.rename(from, to), offset, strides);
    }

    /** Strides with which an extent has its members at equal distances. */
    private static List<Integer> dense(Extent extent, int distance) {
        List<Integer> strides = new ArrayList<>();
        int stride = extent.size();
        for (Extent.Dim dim : extent.dims()) {
            stride /= dim.size();
            strides.add(stride * distance);
        }
        return strides;
    }

    /* Upholds SH-4: what says nothing is the same in all. */
    private static List<Integer> leastWhereOneIndex(Extent extent, List<Integer> strides) {
        List<Integer> least = new ArrayList<>(strides);
        long span = 0;
        for (int i = least.size() - 1; i >= 0; i--) {
            int size = extent.dims().get(i).size();
            if (size == 1) {
                least.set(i, (int) Math.min(span + 1, Integer.MAX_VALUE));
            }
            span += (size - 1) * (long) least.get(i);
        }
        return List.copyOf(least);
    }

    /* Upholds SH-2. A stride above the span of all faster dimensions leaves one way to reach a base rank. */
    private static boolean isView(Extent extent, int offset, List<Integer> strides) {
        if (offset < 0 || strides.size() != extent.dims().size()) {
            return false;
        }
        long span = 0;
        for (int i = strides.size() - 1; i >= 0; i--) {
            long stride = strides.get(i);
            if (stride <= span) {
                return false;
            }
            span += (extent.dims().get(i).size() - 1) * stride;
        }
        return offset + span < Integer.MAX_VALUE;
    }

    private static IllegalArgumentException noView(Extent extent, int offset, List<Integer> strides) {
        return new IllegalArgumentException("not a region: accepted are an offset of 0 or more, per dimension a"
                + " stride above the span of the faster ones, and base ranks below " + Integer.MAX_VALUE
                + ", got: extent=" + extent + " offset=" + offset + " strides=" + strides);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Strided that
                && offset == that.offset
                && extent.equals(that.extent)
                && strides.equals(that.strides);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * extent.hashCode() + offset) + strides.hashCode();
    }

    @Override
    public String toString() {
        return RegionText.of(this);
    }
}
