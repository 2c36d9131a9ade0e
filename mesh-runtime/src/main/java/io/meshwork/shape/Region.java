package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An affine view of a base rank space: which of its members are seen, and in what shape.
 *
 * <p>A member has two ranks: its <em>base rank</em>, which it was created with, and its <em>view rank</em>, its place
 * in {@link #extent()}. The base rank of the point {@code (i, j)} is {@code offset + i * strides[0] + j * strides[1]}.
 * Views of views compose; their base ranks stay those of the first.
 *
 * <p>Text form, which {@link #parse} reads back: {@code [offset+]label=size/stride,…}, for instance {@code
 * 4+gpus=2/2}; without dimensions {@code unity} or {@code 4+unity}.
 *
 * @param extent the view's own shape
 * @param offset base rank of view rank 0
 * @param strides base ranks from one index to the next, per dimension of the extent; each is larger than what the
 *     faster dimensions span together
 */
public record Region(Extent extent, int offset, List<Integer> strides) {

    /** @throws IllegalArgumentException if that is no view, as a stride is too small, too many, or too few */
    public Region {
        strides = List.copyOf(strides);
        if (!isView(extent, offset, strides)) {
            throw new IllegalArgumentException("not a region: accepted are an offset of 0 or more, per dimension a"
                    + " stride above the span of the faster ones, and base ranks up to " + Integer.MAX_VALUE
                    + ", got: extent=" + extent + " offset=" + offset + " strides=" + strides);
        }
    }

    /** The view of all: base ranks and view ranks are the same. */
    public static Region of(Extent extent) {
        List<Integer> strides = new ArrayList<>();
        int stride = extent.size();
        for (Extent.Dim dim : extent.dims()) {
            stride /= dim.size();
            strides.add(stride);
        }
        return new Region(extent, 0, strides);
    }

    /** @throws IllegalArgumentException if the text is no region */
    public static Region parse(String text) {
        int plus = text.indexOf('+');
        List<Extent.Dim> dims = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        try {
            int offset = plus < 0 ? 0 : Integer.parseInt(text.substring(0, plus));
            for (String item : Extent.items(text.substring(plus + 1))) {
                int slash = item.indexOf('/');
                dims.add(Extent.Dim.parse(item.substring(0, Math.max(slash, 0))));
                strides.add(Integer.parseInt(item.substring(slash + 1)));
            }
            return new Region(new Extent(dims), offset, strides);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not a region: accepted is [offset+]label=size/stride,…, got: " + text + ": " + e.getMessage(), e);
        }
    }

    public int size() {
        return extent.size();
    }

    /** @throws ShapeException if the view has no such rank */
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

    /** In the order of view ranks, which is ascending. */
    public int[] baseRanks() {
        int[] bases = new int[size()];
        for (int rank = 0; rank < bases.length; rank++) {
            bases[rank] = baseRank(rank);
        }
        return bases;
    }

    /** Where the view has a member of the base; empty if it doesn't see it, or there is none. */
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

    public boolean contains(int baseRank) {
        return viewRank(baseRank).isPresent();
    }

    /** Whether the other sees every member that this one sees, whatever their dimensions are. */
    public boolean isSubsetOf(Region other) {
        for (int base : baseRanks()) {
            if (!other.contains(base)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The members with one index along a dimension. The view no longer has that dimension.
     *
     * @throws ShapeException if there is no such dimension or index
     */
    public Region slice(String dim, int index) {
        int at = extent.indexOf(dim);
        List<Extent.Dim> dims = new ArrayList<>(extent.dims());
        List<Integer> rest = new ArrayList<>(strides);
        int first = offset + dims.remove(at).requireIndex(index) * rest.remove(at);
        return new Region(new Extent(dims), first, rest);
    }

    /** The same as {@link #range(String, int, int, int)} with step 1. */
    public Region range(String dim, int from, int toExclusive) {
        return range(dim, from, toExclusive, 1);
    }

    /**
     * The members with some of the indices along a dimension. The view keeps that dimension, also if one index remains.
     *
     * @param step from one index to the next, 1 or more
     * @throws ShapeException if there is no such dimension, the range is empty, or it isn't all within the dimension
     */
    public Region range(String dim, int from, int toExclusive, int step) {
        int at = extent.indexOf(dim);
        requireRange(extent.dims().get(at), from, toExclusive, step);
        int size = (toExclusive - from - 1) / step + 1;
        int stride = strides.get(at);

        List<Extent.Dim> dims = new ArrayList<>(extent.dims());
        dims.set(at, new Extent.Dim(dim, size));
        List<Integer> wider = new ArrayList<>(strides);
        wider.set(at, size == 1 ? stride : stride * step);
        return new Region(new Extent(dims), offset + from * stride, wider);
    }

    private static void requireRange(Extent.Dim dim, int from, int to, int step) {
        if (from < 0 || from >= to || to > dim.size() || step < 1) {
            String wrong = from >= to ? "empty range" : step < 1 ? "step below 1" : "range out of bounds";
            throw new ShapeException(wrong + ": dim=" + dim.name() + " size=" + dim.size() + ", accepted are 0 <= from"
                    + " < to <= " + dim.size() + " and step >= 1, got: from=" + from + " to=" + to + " step=" + step);
        }
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
        return offset + span <= Integer.MAX_VALUE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Region that
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
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < strides.size(); i++) {
            text.append(i == 0 ? "" : ",");
            text.append(extent.dims().get(i)).append('/').append(strides.get(i));
        }
        String view = extent.isUnity() ? "unity" : text.toString();
        return offset == 0 ? view : offset + "+" + view;
    }
}
