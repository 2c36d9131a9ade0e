package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCauseTest {

    private static final String OTHERS = "not sent by this harness: by another process or user";
    private static final List<String> SENT = List.of(
            "SIGTERM (15) sent by stop(): first",
            "SIGTERM sent by stop(): it did not say bye",
            "SIGKILL sent by stop(): it did not end within 2000 ms of SIGTERM",
            "SIGHUPS");
    private static final CrashReport CRASH = new CrashReport(
            Path.of("/evidence/hs_err_pid1.log"),
            List.of("SIGSEGV (0xb) at pc=0x1", "JRE version: 17", "Problematic frame: C  [libjvm.so+0x2]"));
    private static final String CRASHED =
            "the JVM crashed: SIGSEGV (0xb) at pc=0x1, frame C  [libjvm.so+0x2]; report: /evidence/hs_err_pid1.log";

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    @Test
    void aSignalOfOursIsNamedByTheLastLineThatIsAboutIt() {
        assertThat(ofSignal(15, true)).isEqualTo("sent by this harness: SIGTERM sent by stop(): it did not say bye");
        assertThat(ofSignal(9, true))
                .isEqualTo("sent by this harness: SIGKILL sent by stop(): it did not end within 2000 ms of SIGTERM");
        assertThat(ofSignal(1, true)).isEqualTo(OTHERS);
    }

    @Test
    void aKillOfOthersIsTheKernelsIfItActedMeanwhile() {
        assertThat(likely(new Signalled(9), List.of()))
                .isEqualTo(OTHERS + ", or the kernel's out-of-memory killer (see dmesg)");
        assertThat(ExitCause.likely(new Signalled(9), List.of(), null, List.of(), true))
                .isEqualTo("the kernel's out-of-memory killer acted meanwhile: give the machine more memory or the mesh"
                        + " fewer or smaller processes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|''",
                "1|''",
                "2|''",
                "3|a JVM that is out of memory exits so",
                "70|its parent was gone: it lost its lease",
                "126|command can't be executed",
                "127|command not found",
                "129|" + OTHERS,
                "130|" + OTHERS,
                "134|a JVM crashes so; no hs_err file was found",
                "138|''",
                "139|the program crashed",
                "143|" + OTHERS,
                "162|''"
            })
    void anEndWithoutTracesHasItsUsualCause(int exitValue, String cause) {
        assertThat(likely(ExitStatus.of(exitValue), List.of())).isEqualTo(cause);
    }

    @Test
    void aCrashIsNamedHoweverTheJvmEnded() {
        assertThat(ofCrash(new Signalled(6), List.of())).isEqualTo(CRASHED);
        assertThat(ofCrash(new Exited(1), List.of())).isEqualTo(CRASHED);
        assertThat(ofCrash(new Exited(0), List.of())).isEmpty();
        assertThat(ofCrash(new Signalled(6), List.of("SIGSEGV sent by a test")))
                .isEqualTo("sent by this harness: SIGSEGV sent by a test; " + CRASHED);
        assertThat(ofCrash(new Signalled(9), List.of("SIGKILL sent by stop()")))
                .isEqualTo("sent by this harness: SIGKILL sent by stop(); before that, " + CRASHED);
        CrashReport empty = new CrashReport(CRASH.file(), List.of());
        assertThat(ExitCause.likely(new Signalled(6), List.of(), empty, List.of("SIGTERM sent by stop()"), false))
                .isEqualTo("the JVM crashed; report: /evidence/hs_err_pid1.log");
    }

    @Test
    void whatIsNoneOfTheUsualIsNotGuessed() {
        assertThat(likely(new Exited(1), List.of("Exception in thread \"main\" java.lang.IllegalStateException")))
                .isEmpty();
        assertThat(likely(new Exited(4), List.of("Unrecognized VM option 'x'"))).isEmpty();
    }

    @Test
    void whatAJvmSaysAboutItsArgumentsIsFoundAmongItsWarnings() {
        List<String> tail = List.of(
                "Picked up JAVA_TOOL_OPTIONS: -Dx",
                "OpenJDK 64-Bit Server VM warning: Option Y was deprecated",
                "Unrecognized VM option 'X'",
                "Error: Could not create the Java Virtual Machine.",
                "Error: A fatal exception has occurred. Program will exit.");
        assertThat(likely(new Exited(1), tail)).isEqualTo("the JVM refused its arguments: Unrecognized VM option 'X'");
        assertThat(likely(new Exited(1), tail.subList(3, 5))).isEqualTo("the JVM refused its arguments");
    }

    @Test
    void aProgramThatCrashedIsCalledSo() throws Exception {
        assertThat(likelyOf(processes.sh("kill -SEGV $$"))).isEqualTo("the program crashed");
    }

    private static String ofSignal(int signal, boolean oomKillerActed) {
        return ExitCause.likely(new Signalled(signal), List.of(), null, SENT, oomKillerActed);
    }

    private static String ofCrash(ExitStatus exit, List<String> sent) {
        return ExitCause.likely(exit, List.of(), CRASH, sent, false);
    }

    static String likely(ExitStatus exit, List<String> tail) {
        return ExitCause.likely(exit, tail, null, List.of(), false);
    }

    static String likelyOf(ChildProcess child) throws Exception {
        return likely(exitOf(child), child.tail());
    }
}
