package io.meshwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunOwnerTest {

    @TempDir
    Path directory;

    @Test
    void thisProcessIsKnownWhole() throws Exception {
        RunOwner self = RunOwner.self();

        assertThat(self.isKnown()).isTrue();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.pidNamespace()).startsWith("pid:[");
        assertThat(self.isGoneFor(self)).isFalse();
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        RunOwner self = RunOwner.self();
        self.write(directory);

        assertThat(RunOwner.read(directory)).isEqualTo(self);
        assertThat(Files.readAllLines(directory.resolve("owner")))
                .containsExactly(
                        "pid=" + self.pid(),
                        "start-ticks=" + self.startTicks(),
                        "boot=" + self.boot(),
                        "pid-namespace=" + self.pidNamespace());
    }

    @Test
    void withoutProcOnlyThePidIsKnown() throws Exception {
        RunOwner self = RunOwner.self(directory.resolve("no proc"));
        self.write(directory);

        assertThat(self.isKnown()).isFalse();
        assertThat(Files.readString(directory.resolve("owner")))
                .isEqualTo("pid=" + ProcessHandle.current().pid() + "\n");
        assertThat(RunOwner.read(directory)).isEqualTo(self);
    }

    @Test
    void aDirectoryMayHaveNone() throws Exception {
        assertThat(RunOwner.read(directory)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "pid=",
                "pid=4\nstart-ticks=x\nboot=b\npid-namespace=n",
                "owner",
                "pid=99999999999999999999"
            })
    void whatIsNotUnderstoodIsNotKnown(String text) throws Exception {
        Files.writeString(directory.resolve("owner"), text);

        RunOwner owner = RunOwner.read(directory);
        assertThat(owner).isNotNull();
        assertThat(owner.isKnown()).isFalse();
        assertThat(owner.isGoneFor(RunOwner.self())).isFalse();
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        RunOwner.self().write(elsewhere);
        Files.createSymbolicLink(directory.resolve("owner"), elsewhere.resolve("owner"));

        RunOwner owner = RunOwner.read(directory);
        assertThat(owner).isNotNull();
        assertThat(owner.isKnown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "a b", ") S 1 (", "(((", "))", "1 (x) Z 2", "\n", ""})
    void theNameOfAProcessMayHoldAnything(String name) throws Exception {
        String fields = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20 21\n";

        assertThat(ProcessStart.parse("12 (" + name + ") S" + fields)).isEqualTo(new ProcessStart(12, 4711, false));
        assertThat(ProcessStart.parse("12 (" + name + ") Z" + fields)).isEqualTo(new ProcessStart(12, 4711, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12", "12 (a)", "12 (a) S 1 2", "x (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711"})
    void whatIsNoStateOfAProcessIsRefused(String stat) {
        assertThatThrownBy(() -> ProcessStart.parse(stat)).isInstanceOf(IOException.class);
    }
}
