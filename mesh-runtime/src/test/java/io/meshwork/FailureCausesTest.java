package io.meshwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.failure.MeshFailure;
import io.meshwork.id.Address;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureCausesTest {

    private static final Address FIRST = new Address.Tcp("127.0.0.1", 4000, 1);
    private static final Address NEXT = new Address.Tcp("127.0.0.1", 4000, 2);

    private final FailureCauses causes = new FailureCauses();

    /** M-2. */
    @Test
    void whatFollowsFromAnEndHangsBelowItAndNotWhatBefallsTheNextProcessAtThePort() {
        FailureEntry first = causes.entry(failure(FIRST, "killed"), true);
        assertThat(first).isNotNull();
        assertThat(causes.entry(failure(FIRST, "gone with it"), false)).isNull();
        assertThat(first.take().consequences()).hasSize(1);

        assertThat(causes.entry(failure(NEXT, "killed too"), true)).isNotNull();
        assertThat(causes.entry(failure(FIRST, "late"), false)).isNull();
    }

    @Test
    void ofSoManyEndsTheFirstAreForgotten() {
        for (int number = 0; number <= FailureCauses.MOST; number++) {
            causes.entry(failure(process(number), "killed"), true);
        }

        assertThat(causes.entry(failure(process(FailureCauses.MOST), "gone with the last"), false))
                .isNull();
        assertThat(causes.entry(failure(process(1), "gone with an early one"), false))
                .isNull();
        assertThat(causes.entry(failure(process(0), "gone with the first"), false))
                .isNotNull();
    }

    private static Address process(int number) {
        return new Address.Unix("/run/" + number + ".s");
    }

    private static MeshFailure failure(Address origin, String what) {
        return new MeshFailure("p", List.of(0), "p0", what, null, Instant.now(), List.of(), origin.toString());
    }
}
