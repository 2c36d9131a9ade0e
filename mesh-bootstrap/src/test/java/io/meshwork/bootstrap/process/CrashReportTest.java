package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrashReportTest {

    private static final int SEGV = 11;
    private static final String REPORT = """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  Internal Error (debug.cpp:362), pid=4711, tid=4712
        #  fatal error: OutOfMemory encountered: Java heap space
        #
        # JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6)
        # Java VM: OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, sharing)
        # Problematic frame:
        # V  [libjvm.so+0xf21801]  report_java_out_of_memory(char const*)+0x171
        #
        # Core dump will be written. Default location: /tmp/core.4711
        #
        # If you would like to submit a bug report, please visit:
        #   https://example.org/bugs
        #

        ---------------  S U M M A R Y ------------

        Command Line: -Xmx16m Main

        ---------------  T H R E A D  ---------------

        Current thread (0x00007f70ec017970):  JavaThread "main" [_thread_in_vm, id=4712]

        siginfo: si_signo: 11 (SIGSEGV), si_code: 0 (SI_USER), si_pid: 22952, si_uid: 0

        ---------------  P R O C E S S  ---------------

        Current thread is not told twice
        """;
    private static final List<String> EXCERPT = List.of(
            "Internal Error (debug.cpp:362), pid=4711, tid=4712",
            "fatal error: OutOfMemory encountered: Java heap space",
            "JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6)",
            "Problematic frame: V  [libjvm.so+0xf21801]  report_java_out_of_memory(char const*)+0x171",
            "Core dump will be written. Default location: /tmp/core.4711",
            "Current thread (0x00007f70ec017970):  JavaThread \"main\" [_thread_in_vm, id=4712]",
            "siginfo: si_signo: 11 (SIGSEGV), si_code: 0 (SI_USER), si_pid: 22952, si_uid: 0");

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    @TempDir
    Path directory;

    static Set<Path> javas() throws Exception {
        return JavaCommandTest.javas();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aJvmThatCrashesLeavesOne(Path java) throws Exception {
        Path odd = Files.createDirectories(directory.resolve("50 % of %p"));
        ChildProcess child = processes.waitingJvm(java, odd);
        assertThat(CrashReport.find(odd, child.pid())).isEmpty();

        assertThat(child.signal(SEGV)).isTrue();
        assertThat(exitOf(child)).isEqualTo(new Signalled(6));
        CrashReport crash = CrashReport.find(odd, child.pid()).orElseThrow();
        assertThat(crash.file()).isEqualTo(odd.resolve("hs_err_pid" + child.pid() + ".log"));
        assertThat(crash.excerpt()).hasSizeLessThanOrEqualTo(CrashReport.MOST_LINES);
        assertThat(crash.excerpt().get(0)).startsWith("SIGSEGV (0xb) at pc=0x").contains("pid=" + child.pid());
        assertThat(crash.excerpt().subList(1, crash.excerpt().size()))
                .anyMatch(line -> line.startsWith("JRE version: "))
                .anyMatch(line -> line.startsWith("Problematic frame: "))
                .anyMatch(line -> line.startsWith("Current thread "));
        assertThat(crash.headline()).startsWith(crash.excerpt().get(0)).contains(", frame ");

        String likely = ExitCause.likely(exitOf(child), child.tail(), crash, List.of(), false);
        assertThat(likely).startsWith("the JVM crashed: SIGSEGV (0xb) at pc=0x").endsWith("; report: " + crash.file());
    }

    @Test
    void theErrorComesFirstThenWhatIsKnownOfIt() throws Exception {
        CrashReport crash = written(REPORT);
        assertThat(crash.excerpt()).isEqualTo(EXCERPT);
        assertThat(crash.headline())
                .isEqualTo("Internal Error (debug.cpp:362), pid=4711, tid=4712, frame V  [libjvm.so+0xf21801]"
                        + "  report_java_out_of_memory(char const*)+0x171");
    }

    @Test
    void memoryThatTheSystemDidNotGiveIsNamed() throws Exception {
        CrashReport crash = written("""
            #
            # There is insufficient memory for the Java Runtime Environment to continue.
            # Native memory allocation (mmap) failed to map 322122547200 bytes.
            # Possible reasons:
            #   The system is out of physical RAM or swap space
            #
            #  Out of Memory Error (os_linux.cpp:2832), pid=4711, tid=4712
            #
            """);
        assertThat(crash.excerpt())
                .containsExactly(
                        "Out of Memory Error (os_linux.cpp:2832), pid=4711, tid=4712",
                        "Native memory allocation (mmap) failed to map 322122547200 bytes.");
        assertThat(crash.headline()).isEqualTo(crash.excerpt().get(0));
    }

    @Test
    void oneThatIsCutAnywhereIsReadAsFarAsItGoes() throws Exception {
        for (int length = 0; length < REPORT.length(); length++) {
            List<String> excerpt = CrashReport.excerpt(REPORT.substring(0, length));
            assertThat(excerpt).as("cut at %d", length).hasSizeLessThanOrEqualTo(EXCERPT.size());
            for (int i = 0; i + 1 < excerpt.size(); i++) {
                assertThat(excerpt.get(i)).as("cut at %d", length).isEqualTo(EXCERPT.get(i));
            }
        }
        assertThat(written("").excerpt()).isEmpty();
        assertThat(written("").headline()).isEmpty();
    }

    @Test
    void aHugeOneIsReadInPart() throws Exception {
        CrashReport longLines = written(("#  " + "x".repeat(200_000) + "\n").repeat(20));
        assertThat(longLines.excerpt()).hasSize(6).allMatch(line -> line.length() == CrashReport.MOST_CHARS);
        CrashReport manyLines = written("#  SIGSEGV\n".repeat(500_000));
        assertThat(manyLines.excerpt()).hasSize(CrashReport.MOST_LINES);
    }

    @Test
    void aDirectoryOrNothingIsNone() throws Exception {
        assertThat(CrashReport.find(directory.resolve("missing"), 1)).isEmpty();
        Files.createDirectories(directory.resolve("hs_err_pid1.log"));
        assertThat(CrashReport.find(directory, 1)).isEmpty();
    }

    private CrashReport written(String text) throws Exception {
        Files.writeString(directory.resolve("hs_err_pid4711.log"), text);
        return CrashReport.find(directory, 4711).orElseThrow();
    }
}
