package io.meshwork.bootstrap.budget;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is set aside for processes. For any thread. */
public final class Room implements AutoCloseable {

    private final Budget budget;
    private final Need need;
    private final Optional<Claim> claim;
    private final AtomicBoolean closed = new AtomicBoolean();

    Room(Budget budget, Need need, Optional<Claim> claim) {
        this.budget = budget;
        this.need = need;
        this.claim = claim;
    }

    /** The processes are gone. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            budget.giveBack(need, claim);
        }
    }
}
