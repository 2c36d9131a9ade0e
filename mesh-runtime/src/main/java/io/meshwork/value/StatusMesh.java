package io.meshwork.value;

import io.meshwork.shape.Extent;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.Collections;
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

    /** The state before any news: all ranks are {@link Status.NotExist}. */
    public static StatusMesh of(Extent extent) {
        return new StatusMesh(ValueMesh.of(extent, Collections.nCopies(extent.size(), new Status.NotExist())));
    }

    /**
     * The state after these news. Ranks that are as far already, or have terminated, stay as they are.
     *
     * @throws ShapeException if the overlay speaks of a rank that there isn't
     */
    public StatusMesh with(StatusOverlay overlay) {
        List<Status> next = new ArrayList<>(statuses.values());
        for (StatusOverlay.Run run : overlay.runs()) {
            extent().requireRank(run.endRank() - 1);
            for (int rank = run.firstRank(); rank < run.endRank(); rank++) {
                next.set(rank, advanced(next.get(rank), run.status()));
            }
        }
        return new StatusMesh(ValueMesh.of(extent(), next));
    }

    /* Upholds SM-1. */
    private static Status advanced(Status now, Status news) {
        return now.isTerminated() || now.atLeast(news) ? now : news;
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
        for (int rank = 0; rank < statuses.size(); rank++) {
            if (such.test(statuses.get(rank))) {
                ranks.add(rank);
            }
        }
        return ranks;
    }

    /** Those that are still {@link Status.NotExist}, ascending. */
    public List<Integer> unreported() {
        return ranks(status -> status instanceof Status.NotExist);
    }

    public boolean all(Predicate<? super Status> such) {
        for (Status status : statuses) {
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
        List<StatusOverlay.Run> runs = new ArrayList<>(statuses.size());
        for (int rank = 0; rank < statuses.size(); rank++) {
            runs.add(new StatusOverlay.Run(rank, 1, statuses.get(rank)));
        }
        return new StatusOverlay(runs).toString();
    }
}
