package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.ExitCauseTest.likelyOf;
import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real JVMs leave behind when they end in the ways they do. */
class ExitCauseOfJvmTest {

    private static final int CLASS_VERSION_BYTE = 7;

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    @TempDir
    Path directory;

    private final ClassPath classes;

    ExitCauseOfJvmTest() throws Exception {
        classes =
                new ClassPath(List.of(ClassPathTest.locationOf(ChildMains.class).toString()));
    }

    static Set<Path> javas() throws Exception {
        return JavaCommandTest.javas();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void outOfMemory(Path java) throws Exception {
        ChildProcess child = start(java, classes, ChildMains.FillsHeap.class, "-Xmx16m");
        assertThat(exitOf(child)).isEqualTo(new Exited(3));
        assertThat(likelyOf(child))
                .isEqualTo("out of memory in its heap or metaspace: Terminating due to java.lang.OutOfMemoryError: Java"
                        + " heap space; give it more: jvmArgs(\"-Xmx…\")");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void anArgumentThatIsRefused(Path java) throws Exception {
        assertThat(likelyOf(start(java, classes, ChildMains.Waits.class, "-XX:NoSuchFlag")))
                .isEqualTo("the JVM refused its arguments: Unrecognized VM option 'NoSuchFlag'");
        assertThat(likelyOf(start(java, classes, ChildMains.Waits.class, "--no-such-option")))
                .isEqualTo("the JVM refused its arguments: Unrecognized option: --no-such-option");
        assertThat(likelyOf(start(java, classes, ChildMains.Waits.class, "-Xms200m", "-Xmx100m")))
                .isEqualTo(
                        "the JVM could not start: Initial heap size set to a larger value than the maximum heap size");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void classesThatAreNotThere(Path java) throws Exception {
        ClassPath nothing = new ClassPath(List.of(directory.toString()));
        assertThat(likelyOf(start(java, nothing, ChildMains.Waits.class)))
                .isEqualTo("its class path does not have the harness");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void classesOfALaterJdk(Path java) throws Exception {
        Path file = Path.of(ChildMains.Waits.class.getName().replace('.', '/') + ".class");
        byte[] bytes =
                Files.readAllBytes(ClassPathTest.locationOf(ChildMains.class).resolve(file));
        bytes[CLASS_VERSION_BYTE] = 120;
        Files.createDirectories(directory.resolve(file).getParent());
        Files.write(directory.resolve(file), bytes);

        ClassPath later = new ClassPath(List.of(directory.toString()));
        assertThat(likelyOf(start(java, later, ChildMains.Waits.class)))
                .startsWith("its JDK is older than the classes: ")
                .contains("UnsupportedClassVersionError", "120.0");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aSignalThatNobodyHereHasSentOrThatWeHave(Path java) throws Exception {
        ChildProcess child = processes.waitingJvm(java, directory);
        child.signal(Signals.TERM);
        assertThat(exitOf(child)).isEqualTo(new Signalled(15));
        assertThat(likelyOf(child)).isEqualTo("not sent by this harness: by another process or user");
        assertThat(ExitCause.likely(exitOf(child), child.tail(), null, List.of("SIGTERM sent by a test"), false))
                .isEqualTo("sent by this harness: SIGTERM sent by a test");
    }

    private ChildProcess start(Path java, ClassPath classPath, Class<?> main, String... jvmArgs) {
        JavaCommand command = new JavaCommand(java, classPath, HandedDown.NOTHING).withJvmArgs(List.of(jvmArgs));
        return processes.start(ChildCommand.of(command.argv(main.getName(), List.of(), directory)));
    }
}
