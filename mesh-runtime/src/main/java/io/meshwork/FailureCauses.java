package io.meshwork;

import io.meshwork.failure.MeshFailure;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a client hears for the first time from what follows from the end of a process that it has heard of: one cause
 * is one entry (M-2). It knows so many ends that were last. For any thread.
 */
final class FailureCauses {

    private static final Logger log = LoggerFactory.getLogger(FailureCauses.class);

    /* What follows from an end is heard soon after it. */
    static final int MOST = 10_000;

    private final Map<String, FailureEntry> byOrigin = new LinkedHashMap<>(); // guarded by this

    /**
     * @param isOrigin whether it is the end of the process itself: what was heard before then hangs below it
     * @return a new entry; null if the failure follows from one that is known, and hangs below that
     */
    @Nullable
    FailureEntry entry(MeshFailure failure, boolean isOrigin) {
        FailureEntry known;
        FailureEntry made = new FailureEntry(failure);
        synchronized (this) {
            known = failure.origin() == null ? null : byOrigin.get(failure.origin());
            if (known == null) {
                remember(failure, made);
                return made;
            }
        }
        if (!(isOrigin ? known.putAbove(failure) : known.add(failure))) {
            log.warn("a failure follows from one that was taken, and is taken with it: {}", failure);
        }
        return null;
    }

    private void remember(MeshFailure failure, FailureEntry entry) {
        if (failure.origin() != null) {
            byOrigin.putIfAbsent(failure.origin(), entry);
            forgetOldest();
        }
        failure.consequences().forEach(consequence -> remember(consequence, entry));
    }

    private void forgetOldest() {
        if (byOrigin.size() > MOST) {
            Iterator<String> oldest = byOrigin.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
