package io.meshwork.value;

import java.util.List;

/**
 * News for a {@link StatusMesh}: statuses of some ranks. As text {@code 0..2: Running, 3: Stopped}. Travels.
 *
 * @param statuses as runs, as few as can be (VO-1)
 */
public record StatusOverlay(ValueOverlay<Status> statuses) {

    public static StatusOverlay empty() {
        return new StatusOverlay(ValueOverlay.empty());
    }

    public static StatusOverlay of(int rank, Status status) {
        return of(rank, 1, status);
    }

    /** @param count ranks that have the status, from the first on */
    public static StatusOverlay of(int firstRank, int count, Status status) {
        return new StatusOverlay(ValueOverlay.of(firstRank, count, status));
    }

    public List<ValueRun<Status>> runs() {
        return statuses.runs();
    }

    public boolean isEmpty() {
        return statuses.isEmpty();
    }

    /**
     * Both, and where both speak of a rank, what the later one says (VO-2). Merge in the order in which the statuses were
     * taken: what is replaced here, be it a failure, never reaches a mesh. News of unknown order go to the mesh one by
     * one.
     */
    public StatusOverlay merge(StatusOverlay later) {
        return new StatusOverlay(statuses.merge(later.statuses));
    }

    @Override
    public String toString() {
        return statuses.toString();
    }
}
