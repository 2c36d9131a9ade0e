package io.meshwork;

import io.meshwork.mailbox.Answers;
import io.meshwork.value.Status;
import java.util.List;

/** A create request on its way: if it can't reach its agent, the ranks it was for have failed. */
final class Acknowledged {

    private Acknowledged() {}

    static void watch(Answers acknowledgement, List<Integer> ranks, Barrier barrier) {
        acknowledgement.complete().thenRun(() -> {
            Throwable failure = acknowledgement.failure(0);
            if (failure != null) {
                String why = failure.getMessage() != null ? failure.getMessage() : failure.toString();
                ranks.forEach(rank -> barrier.report(rank, new Status.Failed(why)));
            }
        });
    }
}
