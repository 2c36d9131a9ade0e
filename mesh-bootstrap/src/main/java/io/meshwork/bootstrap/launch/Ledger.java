package io.meshwork.bootstrap.launch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose the children of this JVM are now, by launch id. What is left behind by anything is traced to its owner through
 * the launch ids it carries (LA-7). For any thread.
 */
public final class Ledger {

    /* One per JVM, as the launch ids are. */
    private static final Ledger OF_THIS_JVM = new Ledger();

    private final Map<String, String> owners = new ConcurrentHashMap<>();

    Ledger() {}

    public static Ledger ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** @param owner for people; a later one takes over */
    public void assign(String launchId, String owner) {
        owners.put(launchId, owner);
    }

    /** The owner of what carries that chain; empty for another run's. */
    public Optional<String> ownerOf(String chain, String runId) {
        List<String> ids = Marks.launchIds(chain, runId);
        return ids.isEmpty() ? Optional.empty() : Optional.ofNullable(owners.get(ids.get(0)));
    }
}
