package io.meshwork.junit.assertions;

import io.meshwork.failure.MeshFailure;
import io.meshwork.proc.Signals;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;

/** What can be said of a failure. What fails prints it, with what followed from it. */
public final class MeshFailureAssert extends AbstractAssert<MeshFailureAssert, @Nullable MeshFailure> {

    MeshFailureAssert(@Nullable MeshFailure actual) {
        super(actual, MeshFailureAssert.class);
    }

    /** Exactly those failed, in the numbering of the mesh. */
    public MeshFailureAssert hasRanks(int... ranks) {
        List<Integer> expected = IntStream.of(ranks).sorted().boxed().toList();
        return has(
                failure().ranks().equals(expected), "ranks", expected, failure().ranks());
    }

    public MeshFailureAssert isOf(String mesh) {
        return has(failure().mesh().equals(mesh), "the mesh", mesh, failure().mesh());
    }

    /** A process that this signal has ended is behind it. @param signal as in {@code kill(1)} */
    public MeshFailureAssert hasSignal(int signal) {
        Signals.require(signal);
        String name = Signals.name(signal);
        return has(
                failure().what().contains("killed by " + name),
                "the signal",
                name,
                failure().what());
    }

    /** @param text that people read of it, or a part of that */
    public MeshFailureAssert says(String text) {
        return has(failure().toString().contains(text), "what happened", text, failure());
    }

    /** Goes on with what was thrown, which has its own stack. */
    public ThrowableAssert<Throwable> cause() {
        return new ThrowableAssert<Throwable>(failure().cause()).as("the cause of: %s", failure());
    }

    /** So many others failed because of it. */
    public MeshFailureAssert hasConsequences(int count) {
        return has(
                failure().consequences().size() == count,
                "consequences",
                count,
                failure().consequences());
    }

    /** Goes on with what failed because of it, in the order in which it was heard. */
    public MeshFailureAssert consequence(int index) {
        Assertions.assertThat(failure().consequences())
                .as("consequences of: %s", failure())
                .hasSizeGreaterThan(index);
        return new MeshFailureAssert(failure().consequences().get(index));
    }

    private MeshFailureAssert has(boolean so, String what, Object expected, Object found) {
        if (!so) {
            failWithMessage("Expected %s of a failure to be <%s>, but got: <%s>%n%s", what, expected, found, failure());
        }
        return this;
    }

    private MeshFailure failure() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }
}
