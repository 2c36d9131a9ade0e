package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A view that isn't affine, by its base ranks. Made by {@link Region#of(Extent, int...)} alone, so that an affine one is
 * never listed (SH-4). Travels.
 *
 * @param runs all base ranks, ascending
 */
record Listed(Extent extent, List<Run> runs) implements Region {

    /**
     * Base ranks at equal distances.
     *
     * @param viewRank of the first
     * @param count 1 or more
     * @param step from one to the next, 1 or more
     */
    record Run(int viewRank, int first, int count, int step) {

        Run {
            boolean inRange = first >= 0 && count >= 1 && step >= 1;
            if (!inRange || first + (count - 1L) * step >= Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "not base ranks: first=" + first + " count=" + count + " step=" + step);
            }
        }

        int baseRank(int rank) {
            return first + (rank - viewRank) * step;
        }

        int last() {
            return first + (count - 1) * step;
        }

        OptionalInt viewRank(int baseRank) {
            int distance = baseRank - first;
            boolean isIn = baseRank >= first && baseRank <= last() && distance % step == 0;
            return isIn ? OptionalInt.of(viewRank + distance / step) : OptionalInt.empty();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Run that
                    && viewRank == that.viewRank
                    && first == that.first
                    && count == that.count
                    && step == that.step;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * first + count) + step;
        }
    }

    Listed {
        runs = List.copyOf(runs);
        int rank = 0;
        long least = 0;
        for (Run run : runs) {
            if (run.viewRank() != rank || run.first() < least) {
                throw new IllegalArgumentException("not base ranks by view rank: extent=" + extent + " runs=" + runs);
            }
            rank += run.count();
            least = run.last() + 1L;
        }
        if (rank != extent.size()) {
            throw new IllegalArgumentException("not one base rank per member: extent=" + extent + " got=" + rank);
        }
    }

    static Listed of(Extent extent, int[] baseRanks) {
        List<Run> runs = new ArrayList<>();
        for (int rank = 0; rank < baseRanks.length; ) {
            Run run = runFrom(rank, baseRanks);
            runs.add(run);
            rank += run.count();
        }
        return new Listed(extent, runs);
    }

    /* As long as can be; but two at a distance may each go better with what is beside them. */
    private static Run runFrom(int rank, int[] baseRanks) {
        int end = rank + 1;
        int step = end < baseRanks.length ? baseRanks[end] - baseRanks[rank] : 1;
        while (end < baseRanks.length && baseRanks[end] - baseRanks[end - 1] == step) {
            end++;
        }
        int count = end - rank == 2 && step > 1 ? 1 : end - rank;
        return new Run(rank, baseRanks[rank], count, count == 1 ? 1 : step);
    }

    /** Upholds SH-2. */
    static void requireAscending(Extent extent, int[] baseRanks) {
        if (baseRanks.length != extent.size()) {
            throw new IllegalArgumentException("not one base rank per member: accepted are " + extent.size() + " for "
                    + extent + ", got: " + baseRanks.length);
        }
        int least = 0;
        for (int base : baseRanks) {
            if (base < least || base == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("base ranks don't ascend: accepted next are " + least
                        + " or more, below " + Integer.MAX_VALUE + ", got: " + base);
            }
            least = base + 1;
        }
    }

    @Override
    public int baseRank(int viewRank) {
        extent.requireRank(viewRank);
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (runs.get(middle).viewRank() <= viewRank) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return runs.get(low).baseRank(viewRank);
    }

    @Override
    public OptionalInt viewRank(int baseRank) {
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (runs.get(middle).first() <= baseRank) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return runs.get(low).viewRank(baseRank);
    }

    @Override
    public Region slice(String dim, int index) {
        return seen(Region.of(extent).slice(dim, index));
    }

    @Override
    public Region range(String dim, int from, int toExclusive, int step) {
        return seen(Region.of(extent).range(dim, from, toExclusive, step));
    }

    /** @param ranks a view whose base ranks are the ranks of this one */
    private Region seen(Region ranks) {
        int[] bases = ranks.baseRanks();
        for (int i = 0; i < bases.length; i++) {
            bases[i] = baseRank(bases[i]);
        }
        return Region.of(ranks.extent(), bases);
    }

    @Override
    public Region flatten(String dim) {
        return Region.of(extent.flatten(dim), baseRanks());
    }

    @Override
    public Region split(String dim, Extent parts) {
        return Region.of(extent.split(dim, parts), baseRanks());
    }

    @Override
    public Region rename(String from, String to) {
        return new Listed(extent.rename(from, to), runs);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Listed that && extent.equals(that.extent) && runs.equals(that.runs);
    }

    @Override
    public int hashCode() {
        return 31 * extent.hashCode() + runs.hashCode();
    }

    @Override
    public String toString() {
        return RegionText.of(this);
    }
}
