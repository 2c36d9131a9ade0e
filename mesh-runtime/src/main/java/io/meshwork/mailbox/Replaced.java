package io.meshwork.mailbox;

import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import java.util.List;

/**
 * A process of a mesh that had ended, and the one that took its place. Travels.
 *
 * @param ended where the one that had ended was
 * @param now the new one
 * @param host where the host of the new one takes connections; of a host its own
 * @param pid of the new one
 * @param reason why nothing can be had from the old one, for people
 * @param actors those that were spawned anew on the new one, by name
 */
public record Replaced(Address ended, ProcId now, Address host, long pid, String reason, List<String> actors) {
    public Replaced {
        actors = List.copyOf(actors);
    }
}
