package io.meshwork.value;

import io.meshwork.shape.Extent;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a barrier of spawn or stop has gathered: a status per rank. Immutable; news make the next one. A rank never
 * moves back, and its first terminated status is its last (SM-1). As text {@code 0..2: Running, 3: Failed("no disk")}.
 */
public final class StatusMesh {

    private final ValueMesh<Status> statuses;

    private StatusMesh(ValueMesh<Status> statuses) {
        this.statuses = statuses;
    }

    /** The state before any news: all ranks are {@link Status.NotExist}, in one run. */
    public static StatusMesh of(Extent extent) {
        return new StatusMesh(ValueMesh.uniform(extent, new Status.NotExist()));
    }

    /**
     * What is known of each rank.
     *
     * @throws ShapeException unless there are as many as ranks
     */
    public static StatusMesh of(Extent extent, List<Status> statuses) {
        return new StatusMesh(ValueMesh.of(extent, statuses));
    }

    /**
     * The state after these news. Ranks that are as far already, or have terminated, stay as they are.
     *
     * @throws ShapeException if the overlay speaks of a rank that there isn't
     */
    public StatusMesh with(StatusOverlay overlay) {
        List<ValueRun<Status>> news = new ArrayList<>();
        for (ValueRun<Status> run : overlay.runs()) {
            extent().requireRank(run.endRank() - 1);
            addAdvances(news, run);
        }
        return news.isEmpty() ? this : new StatusMesh(statuses.with(new ValueOverlay<>(news)));
    }

    /* Upholds SM-1: the part of the news of a run of ranks that takes them further. */
    private void addAdvances(List<ValueRun<Status>> news, ValueRun<Status> run) {
        int from = run.firstRank();
        for (int rank = from; rank < run.endRank(); rank++) {
            Status now = statuses.get(rank);
            if (now.advanced(run.value()) == now) {
                addPart(news, run, from, rank);
                from = rank + 1;
            }
        }
        addPart(news, run, from, run.endRank());
    }

    private static void addPart(List<ValueRun<Status>> news, ValueRun<Status> run, int from, int to) {
        if (from < to) {
            news.add(run.part(from, to));
        }
    }

    public Extent extent() {
        return statuses.extent();
    }

    public ValueMesh<Status> statuses() {
        return statuses;
    }

    /** Those whose status is such, ascending. */
    public List<Integer> ranks(Predicate<? super Status> such) {
        List<Integer> ranks = new ArrayList<>();
        for (ValueRun<Status> run : statuses.runs()) {
            if (such.test(run.value())) {
                for (int rank = run.firstRank(); rank < run.endRank(); rank++) {
                    ranks.add(rank);
                }
            }
        }
        return ranks;
    }

    /** Those that are still {@link Status.NotExist}, ascending. */
    public List<Integer> unreported() {
        return ranks(status -> status instanceof Status.NotExist);
    }

    public boolean all(Predicate<? super Status> such) {
        Iterable<Status> each = statuses instanceof RunLength<Status> few ? few.valuesOfRuns() : statuses;
        for (Status status : each) {
            if (!such.test(status)) {
                return false;
            }
        }
        return true;
    }

    public boolean any(Predicate<? super Status> such) {
        return !all(such.negate());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatusMesh that && statuses.equals(that.statuses);
    }

    @Override
    public int hashCode() {
        return statuses.hashCode();
    }

    @Override
    public String toString() {
        return new ValueOverlay<>(statuses.runs()).toString();
    }
}
