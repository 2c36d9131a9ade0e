package io.meshwork.value;

import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Values as runs, from the first rank to the last without a gap. Travels. */
record RunLength<T extends @Nullable Object>(Extent extent, List<ValueRun<T>> runs) implements ValueMesh<T> {

    /* A run is an object with three fields, a value per rank is one reference. */
    private static final int RANKS_WORTH_A_RUN = 8;

    RunLength {
        runs = List.copyOf(runs);
        int end = 0;
        for (ValueRun<T> run : runs) {
            if (run.firstRank() != end) {
                throw new IllegalArgumentException("runs with a gap: extent=" + extent + " runs=" + runs);
            }
            end = run.endRank();
        }
        if (end != extent.size()) {
            throw new IllegalArgumentException("not one value per rank: extent=" + extent + " values=" + end);
        }
    }

    /** The values as runs; null if those would be too many. */
    static <T extends @Nullable Object> @Nullable List<ValueRun<T>> worthwhile(List<? extends T> values) {
        int most = values.size() / RANKS_WORTH_A_RUN;
        int count = 1;
        for (int rank = 1; rank < values.size() && count <= most; rank++) {
            count += Runs.isSame(values.get(rank - 1), values.get(rank)) ? 0 : 1;
        }
        return count <= most ? Runs.of(values) : null;
    }

    @Override
    public T get(int rank) {
        return runs.get(indexOf(extent.requireRank(rank))).value();
    }

    /* The run that a rank is in. */
    private int indexOf(int rank) {
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (runs.get(middle).firstRank() <= rank) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public List<T> values() {
        return new ByRank<>(this);
    }

    /** Each once per run. */
    List<T> valuesOfRuns() {
        List<T> values = new ArrayList<>(runs.size());
        for (ValueRun<T> run : runs) {
            values.add(run.value());
        }
        return values;
    }

    @Override
    public Iterator<T> iterator() {
        return values().iterator();
    }

    @Override
    public ValueMesh<T> view(Region view) {
        view.requireSubsetOf(region());
        Runs<T> seen = new Runs<>();
        int at = 0;
        int viewRank = 0;
        for (int rank : view.baseRanks()) {
            at = runs.get(at).endRank() > rank ? at : indexOf(rank);
            seen.add(new ValueRun<>(viewRank, 1, runs.get(at).value()));
            viewRank++;
        }
        return new RunLength<>(view.extent(), seen.toList());
    }

    @Override
    public ValueMesh<T> with(ValueOverlay<T> overlay) {
        if (overlay.isEmpty()) {
            return this;
        }
        List<ValueRun<T>> news = overlay.runs();
        extent.requireRank(news.get(news.size() - 1).endRank() - 1);
        List<ValueRun<T>> merged = new ValueOverlay<>(runs).merge(overlay).runs();
        RunLength<T> mesh = new RunLength<>(extent, merged);
        boolean worthwhile = merged.size() == 1 || merged.size() <= extent.size() / RANKS_WORTH_A_RUN;
        return worthwhile ? mesh : new Dense<>(extent, new ArrayList<>(mesh.values()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof RunLength<?> that) {
            return extent.equals(that.extent) && Runs.areEqual(runs, that.runs);
        }
        return other instanceof Dense<?> that && that.equals(this);
    }

    @Override
    public int hashCode() {
        int hash = extent.hashCode();
        for (ValueRun<T> run : runs) {
            hash += run.hash();
        }
        return hash;
    }

    @Override
    public String toString() {
        return ValueTable.render(this);
    }

    private static final class ByRank<T extends @Nullable Object> extends AbstractList<T> implements RandomAccess {

        private final RunLength<T> mesh;

        ByRank(RunLength<T> mesh) {
            this.mesh = mesh;
        }

        @Override
        public int size() {
            return mesh.size();
        }

        @Override
        public T get(int rank) {
            return mesh.get(Objects.checkIndex(rank, size()));
        }
    }
}
