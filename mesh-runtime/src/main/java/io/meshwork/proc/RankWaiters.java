package io.meshwork.proc;

import io.meshwork.value.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait for a resource to reach a status: an actor at its proc's agent, a proc at its host's. One may wait for a
 * resource that does not exist yet. For one thread.
 */
public final class RankWaiters {

    private record Waiter(int rank, Status least, CompletableFuture<RankStatus> answer) {}

    private final Map<String, List<Waiter>> byName = new HashMap<>(2);

    /**
     * @param rank repeated in the answer
     * @return completed by {@link #changed}, when the resource is in that state or a later one
     */
    public CompletableFuture<RankStatus> await(String name, int rank, Status least) {
        CompletableFuture<RankStatus> answer = new CompletableFuture<>();
        byName.computeIfAbsent(name, waitedFor -> new ArrayList<>(1)).add(new Waiter(rank, least, answer));
        return answer;
    }

    /** The resource is in that status now. */
    public void changed(String name, Status status) {
        List<Waiter> waiters = byName.get(name);
        if (waiters == null) {
            return;
        }
        List<Waiter> met = new ArrayList<>(waiters.size());
        Iterator<Waiter> left = waiters.iterator(); // not by what is equal: the first equals of a record takes long
        while (left.hasNext()) {
            Waiter waiter = left.next();
            if (status.atLeast(waiter.least())) {
                met.add(waiter);
                left.remove();
            }
        }
        if (waiters.isEmpty()) {
            byName.remove(name);
        }
        for (Waiter waiter : met) {
            waiter.answer().complete(new RankStatus(waiter.rank(), status));
        }
    }
}
