package io.meshwork.gateway;

import io.meshwork.id.Address;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Why processes have ended, and who waits for that word, of so many processes that were last asked for. For any thread. */
final class Ends {

    /* What is sent to one that is forgotten comes back all the same, as nobody takes it, but without that reason. */
    static final int MOST = 10_000;

    private final ConcurrentHashMap<Address, CompletableFuture<String>> byAddress = new ConcurrentHashMap<>();
    private final Queue<Address> inOrder = new ConcurrentLinkedQueue<>();

    /** Completed by the first word that the process is gone. */
    CompletableFuture<String> of(Address process) {
        CompletableFuture<String> known = byAddress.get(process);
        if (known != null) {
            return known;
        }
        CompletableFuture<String> made = new CompletableFuture<>();
        CompletableFuture<String> first = byAddress.putIfAbsent(process, made);
        if (first != null) {
            return first;
        }
        added(process);
        return made;
    }

    private void added(Address process) {
        inOrder.add(process);
        while (byAddress.size() > MOST) {
            Address oldest = inOrder.poll();
            if (oldest == null) {
                return;
            }
            byAddress.remove(oldest);
        }
    }

    /** Why it has ended; null if that is not known. */
    @Nullable
    String reason(Address process) {
        CompletableFuture<String> end = byAddress.get(process);
        return end == null ? null : end.getNow(null);
    }

    /** Another reason for one that is known to have ended. */
    void replace(Address process, String reason) {
        byAddress.replace(process, CompletableFuture.completedFuture(reason));
    }

    /** There is another process at that address now. A word that is waited for is no end yet. */
    void forget(Address process) {
        CompletableFuture<String> end = byAddress.get(process);
        if (end != null && end.isDone() && byAddress.remove(process, end)) {
            inOrder.remove(process);
        }
    }
}
