package io.meshwork.junit;

import io.meshwork.failure.MeshFailure;
import java.util.List;
import java.util.Objects;

/**
 * A test, or a class, passed, but something went wrong with its mesh that nobody took: failures, messages that came back, an
 * invariant of the harness. The message tells the cause first. Its cause is what was thrown in the first failure, with the
 * stack it has over there; what was thrown in others is suppressed.
 */
public final class UncleanMeshError extends AssertionError {

    private static final long serialVersionUID = 1;

    private final transient Findings findings;

    /** @param whose for people: {@code test=…} */
    UncleanMeshError(String whose, Findings findings) {
        super(findings + "\n" + whose + ": have it ask for Failures and take them, or say @ExpectFailures");
        this.findings = findings;
        List<Throwable> thrown = findings.failures().stream()
                .map(MeshFailure::cause)
                .filter(Objects::nonNull)
                .toList();
        if (!thrown.isEmpty()) {
            initCause(thrown.get(0));
            thrown.stream().skip(1).forEach(this::addSuppressed);
        }
    }

    Findings findings() {
        return findings;
    }
}
