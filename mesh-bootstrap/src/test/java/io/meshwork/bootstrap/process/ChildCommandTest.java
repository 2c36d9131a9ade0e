package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ChildCommandTest {

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    @Test // P-6
    void whatPutsOptionsIntoEveryJvmIsNotPassedOn() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CLASSPATH",
                "a",
                "JAVA_TOOL_OPTIONS",
                "b",
                "JDK_JAVA_OPTIONS",
                "c",
                "_JAVA_OPTIONS",
                "d",
                "OTHER",
                "e"));
        ChildCommand.of("true").changeEnvironment(environment);
        assertThat(environment).containsOnly(Map.entry("OTHER", "e"));
    }

    @Test
    void whatIsAskedForIsPassedOnAllTheSame() {
        Map<String, String> environment = new HashMap<>(Map.of("JAVA_TOOL_OPTIONS", "b", "OTHER", "e"));
        ChildCommand.of("true")
                .withEnvironment("JAVA_TOOL_OPTIONS", "mine")
                .withEnvironment("OTHER", null)
                .withEnvironment("ABSENT", null)
                .changeEnvironment(environment);
        assertThat(environment).containsOnly(Map.entry("JAVA_TOOL_OPTIONS", "mine"));
    }

    @Test
    void environmentAndDirectoryReachTheProcess(@TempDir Path directory) throws Exception {
        ChildProcess child =
                processes.start(ChildCommand.of("/bin/sh", "-c", "echo \"[$GIVEN] [$HOME]\" [${PATH:+kept}]; pwd -P")
                        .withEnvironment("GIVEN", "a b")
                        .withEnvironment("HOME", null)
                        .withDirectory(directory));
        exitOf(child);
        assertThat(child.tail())
                .containsExactly("[a b] [] [kept]", directory.toRealPath().toString());
    }

    @Test
    void aCommandLineReadsAsAShellWouldTakeIt() throws Exception {
        List<String> argv = List.of("printf", "%s\\n", "plain-1.0_x/y:z", "", "a b", "it's", "$HOME \"`x`\"", "#;&|*");
        String line = ChildCommand.of(argv).commandLine();
        assertThat(line).startsWith("printf '%s\\n' plain-1.0_x/y:z '' 'a b' 'it'\\''s' ");

        ChildProcess child = processes.sh(line);
        exitOf(child);
        assertThat(child.tail()).containsExactly("plain-1.0_x/y:z", "a b", "it's", "$HOME \"`x`\"", "#;&|*");
    }

    @Test
    void aLongCommandLineIsCut() {
        String one = ChildCommand.of("java", "x".repeat(100_000), "Main").commandLine();
        assertThat(one).hasSizeLessThan(400).contains("(100000 chars)").endsWith(" Main");
        String[] many = new String[10_000];
        Arrays.fill(many, "argument");
        assertThat(ChildCommand.of(many).commandLine()).hasSizeLessThan(2100).contains(" more)");
    }

    @Test
    void aCommandWithoutAProgramIsRefused() {
        assertThatThrownBy(() -> ChildCommand.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
