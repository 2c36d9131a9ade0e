package io.meshwork.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunTest {
    private final List<String> lines = new ArrayList<>();
    private final List<ProcessHandle> sleepers = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        sleepers.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void marksTheBeginningTheAnswersAndTheEnd() throws Exception {
        int code = run(start("closes"));

        assertThat(code).isZero();
        assertThat(marks()).containsExactly("begin", "both-answered", "closed");
        assertThat(nanos()).isSorted();
        assertThat(sleepers).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aProcessThatThePeerLeftIsAFailureAndIsKilled() throws Exception {
        int code = run(start("leaves-a-third"));

        assertThat(code).isEqualTo(Run.FAILED);
        assertThat(sleepers).hasSize(3).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aRunThatFailsHalfWayLeavesNoProcess() throws Exception {
        int code = run(start("fails"));

        assertThat(code).isEqualTo(Run.FAILED);
        assertThat(marks()).containsExactly("begin", "both-answered");
        assertThat(sleepers).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aRunThatHangsIsCutOffAndLeavesNoProcess() throws Exception {
        int code = run(start("hangs", "-Dpeer.limit=2"));

        assertThat(code).isEqualTo(Run.TOO_LONG);
        assertThat(sleepers).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aRunThatIsTerminatedLeavesNoProcess() throws Exception {
        Process peer = start("hangs");
        BufferedReader output = output(peer);
        while (marks().size() < 2) {
            take(output.readLine());
        }

        peer.destroy();

        assertThat(peer.waitFor()).isEqualTo(143);
        assertThat(sleepers).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    private int run(Process peer) throws Exception {
        output(peer).lines().forEach(this::take);
        return peer.waitFor();
    }

    private static Process start(String how, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sleepers.class.getName(), how));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader output(Process peer) {
        return new BufferedReader(new InputStreamReader(peer.getInputStream()));
    }

    private void take(String line) {
        lines.add(line);
        if (line.startsWith("pid=")) {
            ProcessHandle.of(Long.parseLong(line.substring(4))).ifPresent(sleepers::add);
        }
    }

    private List<String> marks() {
        return markLines().stream().map(words -> words[0]).toList();
    }

    private List<Long> nanos() {
        return markLines().stream().map(words -> Long.valueOf(words[1])).toList();
    }

    private List<String[]> markLines() {
        return lines.stream()
                .filter(line -> line.startsWith("mark="))
                .map(line -> line.substring(5).split(" nanos="))
                .toList();
    }
}
