package io.meshwork.value;

import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value per rank. Travels. */
record Dense<T extends @Nullable Object>(Extent extent, List<T> values) implements ValueMesh<T> {

    /** @param values not to be changed any more */
    Dense {
        if (values.size() != extent.size()) {
            throw new IllegalArgumentException("not one value per rank: extent=" + extent + " values=" + values.size());
        }
        values = Collections.unmodifiableList(values);
    }

    /** @param values not to be changed any more */
    static <T extends @Nullable Object> ValueMesh<T> orRuns(Extent extent, List<T> values) {
        List<ValueRun<T>> runs = RunLength.worthwhile(values);
        return runs != null ? new RunLength<>(extent, runs) : new Dense<>(extent, values);
    }

    @Override
    public T get(int rank) {
        return values.get(extent.requireRank(rank));
    }

    @Override
    public Iterator<T> iterator() {
        return values.iterator();
    }

    @Override
    public List<ValueRun<T>> runs() {
        return Runs.of(values);
    }

    @Override
    public ValueMesh<T> view(Region view) {
        view.requireSubsetOf(region());
        List<T> seen = new ArrayList<>(view.size());
        for (int rank : view.baseRanks()) {
            seen.add(values.get(rank));
        }
        return new Dense<>(view.extent(), seen);
    }

    @Override
    public ValueMesh<T> with(ValueOverlay<T> overlay) {
        List<T> next = new ArrayList<>(values);
        for (ValueRun<T> run : overlay.runs()) {
            extent.requireRank(run.endRank() - 1);
            for (int rank = run.firstRank(); rank < run.endRank(); rank++) {
                next.set(rank, run.value());
            }
        }
        return Dense.orRuns(extent, next);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueMesh<?> that && extent.equals(that.extent()) && values.equals(that.values());
    }

    @Override
    public int hashCode() {
        int hash = extent.hashCode();
        for (int rank = 0; rank < values.size(); rank++) {
            hash += new ValueRun<>(rank, 1, values.get(rank)).hash();
        }
        return hash;
    }

    @Override
    public String toString() {
        return ValueTable.render(this);
    }
}
