package io.meshwork.mailbox;

import io.meshwork.id.Address;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The processes of meshes that were replaced, as far as this process was told (M-8). Handles of meshes look here, so that
 * each sees its members as they are now; refs to single members don't. For any thread.
 */
public final class Replacements {

    private final ConcurrentHashMap<Address, Replaced> byAddress = new ConcurrentHashMap<>();
    private volatile int version;

    public synchronized void add(List<Replaced> all) {
        for (Replaced one : all) {
            byAddress.put(one.ended(), one);
        }
        version++;
    }

    /** Another number after each change. */
    public int version() {
        return version;
    }

    /** What took the place of the process that was at that address; null if nothing did. */
    public @Nullable Replaced of(Address ended) {
        return byAddress.get(ended);
    }
}
