package io.meshwork.actor;

import io.meshwork.failure.MeshException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some members of a mesh could not answer a call. Carries the answers that came and the failures, each by rank; the cause
 * is the failure of the lowest rank, with its own stack, and the others are suppressed.
 */
public final class MeshCallException extends MeshException {

    private static final long serialVersionUID = 1;

    private final transient Map<Integer, Object> answers;
    private final transient Map<Integer, Throwable> failures;

    /** @param answers by rank; values may be null */
    public MeshCallException(String message, Map<Integer, ?> answers, Map<Integer, Throwable> failures) {
        super(
                message,
                failures.isEmpty() ? null : new TreeMap<>(failures).firstEntry().getValue());
        this.answers = Collections.unmodifiableMap(new TreeMap<>(answers));
        this.failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        failures.values().stream().filter(failure -> failure != getCause()).forEach(this::addSuppressed);
    }

    /* As it is made anew in another process, where answers and failures stay behind. */
    private MeshCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
        answers = Map.of();
        failures = Map.of();
    }

    /** The answers that came, by rank; empty where this exception came from another process. */
    public Map<Integer, Object> answers() {
        return answers;
    }

    /** Why there is no answer, by rank; as {@link #answers()}. */
    public Map<Integer, Throwable> failures() {
        return failures;
    }
}
