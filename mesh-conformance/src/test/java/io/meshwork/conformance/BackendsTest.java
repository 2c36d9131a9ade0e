package io.meshwork.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.id.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which backends there are, and that those of the project are what they say. */
class BackendsTest {

    @Test
    void allThatAreNamedInServiceFilesAreRunUnlessSomeAreSelected() {
        assertThat(names("all")).contains("in-process", "tcp", "unix");
        assertThat(names("unix")).containsExactly("unix");
        assertThat(names("unix,in-process,unix")).containsExactly("in-process", "unix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"unx", "''", "unix tcp"})
    void aSelectionOfWhatIsNotThereIsRefusedWithWhatIs(String selection) {
        assertThatThrownBy(() -> Backends.selected(selection))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "mesh\\.test\\.backends takes all or some of \\[.*in-process.*tcp, unix], got: " + selection);
    }

    @Test
    @Row("B93")
    void dataTravelsOverTheSocketsThatTheBackendIsNamedFor() {
        try (Bench unix = Bench.start(backend("unix"), 1, 1);
                Bench tcp = Bench.start(backend("tcp"), 1, 1)) {
            assertThat(unix.procs().get(0).id().address()).isInstanceOf(Address.Unix.class);
            assertThat(tcp.procs().get(0).id().address()).isInstanceOf(Address.Tcp.class);
        }
    }

    private static Backend backend(String name) {
        return Backends.selected(name).get(0);
    }

    private static List<String> names(String selection) {
        return Backends.selected(selection).stream().map(Backend::name).toList();
    }
}
