package io.meshwork.proc;

import io.meshwork.value.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait for a resource to reach a status: an actor at its proc's agent, a proc at its host's. One may wait for a
 * resource that does not exist yet. For one thread.
 */
public final class RankWaiters {

    private record Waiter(String name, int rank, Status least, CompletableFuture<RankStatus> answer) {}

    private final List<Waiter> waiters = new ArrayList<>();

    /**
     * @param rank repeated in the answer
     * @return completed by {@link #changed}, when the resource is in that state or a later one
     */
    public CompletableFuture<RankStatus> await(String name, int rank, Status least) {
        CompletableFuture<RankStatus> answer = new CompletableFuture<>();
        waiters.add(new Waiter(name, rank, least, answer));
        return answer;
    }

    /** The resource is in that status now. */
    public void changed(String name, Status status) {
        List<Waiter> met = new ArrayList<>();
        waiters.removeIf(waiter -> {
            boolean isMet = waiter.name().equals(name) && status.atLeast(waiter.least());
            return isMet && met.add(waiter);
        });
        met.forEach(waiter -> waiter.answer().complete(new RankStatus(waiter.rank(), status)));
    }
}
