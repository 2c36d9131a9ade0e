package io.meshwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.failure.MeshFailure;
import io.meshwork.id.Address;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureCausesTest {

    private static final Address PORT = new Address.Tcp("127.0.0.1", 4000);

    private final FailureCauses causes = new FailureCauses();

    /** M-2. */
    @Test
    void whatFollowsFromAnEndHangsBelowItUntilAnotherProcessIsAtTheAddress() {
        FailureEntry first = causes.entry(failure("killed"), true);
        assertThat(first).isNotNull();
        assertThat(causes.entry(failure("gone with it"), false)).isNull();
        assertThat(first.take().consequences()).hasSize(1);

        causes.forget(PORT);

        assertThat(causes.entry(failure("killed too"), true)).isNotNull();
    }

    private static MeshFailure failure(String what) {
        return new MeshFailure("p", List.of(0), "p0", what, null, Instant.now(), List.of(), PORT.toString());
    }
}
