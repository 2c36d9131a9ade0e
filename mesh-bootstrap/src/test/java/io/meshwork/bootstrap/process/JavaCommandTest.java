package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.bootstrap.process.ExitStatus.Exited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JavaCommandTest {

    private static final String MAIN = ChildMains.PrintsArguments.class.getName();

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    @TempDir
    Path directory;

    private final Path classes;
    private final JavaCommand command;

    JavaCommandTest() throws Exception {
        classes = ClassPathTest.locationOf(ChildMains.class);
        command = JavaCommand.ofThisJvm().withClassPath(new ClassPath(List.of(classes.toString())));
    }

    /** This JDK and those installed beside it. */
    static Set<Path> javas() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        Set<Path> javas = new TreeSet<>(Set.of(home.resolve("bin/java")));
        try (Stream<Path> siblings = Files.list(home.getParent())) {
            for (Path sibling : siblings.toList()) {
                Path java = sibling.resolve("bin/java");
                if (Files.isExecutable(java)) {
                    javas.add(java.toRealPath());
                }
            }
        }
        return javas;
    }

    @ParameterizedTest // P-6
    @MethodSource("javas")
    void aChildPrintsNothingOfItsOwn(Path java) throws Exception {
        List<String> arguments = List.of("its argument", "-Djava.home", "grüße");
        ChildProcess child = start(command.withJava(java), ChildMains.NeedsSilence.class, arguments);
        assertThat(exitOf(child)).isEqualTo(new Exited(0));
        assertThat(processes.lines())
                .containsExactly(
                        "STDOUT its argument", "STDOUT " + java.getParent().getParent(), "STDOUT grüße");
    }

    @ParameterizedTest // AR-1, P-6
    @MethodSource("javas")
    void anArchiveThatIsNoneIsPassedOverInSilenceWhateverTheUserSaysOfArchives(Path java) throws Exception {
        JavaCommand plain = command.withJava(java);
        Path none = directory.resolve(plain.hasAotCache() ? "none.aot" : "none.jsa");
        Files.writeString(none, "not an archive");
        for (String own : List.of("-Dnothing", "-Xshare:off", "-XX:SharedArchiveFile=" + none, "-XX:+UseParallelGC")) {
            JavaCommand given = plain.withArchive(none).withJvmArgs(List.of(own));
            assertThat(exitOf(start(given, ChildMains.NeedsSilence.class, List.of())))
                    .as(own)
                    .isEqualTo(new Exited(0));
        }
        assertThat(processes.lines()).isEmpty();
    }

    @Test
    void anArchiveIsOfOneJdk() {
        JavaCommand given = command.withArchive(Path.of("/cache/key.jsa"));

        assertThat(given.argv(MAIN, List.of(), directory)).contains("-XX:SharedArchiveFile=/cache/key.jsa");
        assertThat(given.withJava(Path.of("/other/bin/java")).argv(MAIN, List.of(), directory))
                .noneMatch(argument -> argument.contains("/cache/key.jsa"));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aClassPathTooLongForTheSystemGoesThroughAFile(Path java) throws Exception {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            entries.add("/no such/\"quoted\" \\ it's #" + i + "/a directory/of this class path");
        }
        entries.add(copyOfClasses("odd \\ \"name\"").toString());
        JavaCommand longOne = command.withJava(java).withClassPath(new ClassPath(entries));

        ChildProcess child = start(longOne, "-Djava.class.path");
        assertThat(exitOf(child)).isEqualTo(new Exited(0));
        assertThat(longOne.classPath().joined()).hasSizeGreaterThan(200 * 1024);
        assertThat(String.join("", processes.lines()).replace("STDOUT ", "").replace(LineSplitter.CUT, ""))
                .isEqualTo(longOne.classPath().joined());
        assertThat(child.commandLine()).contains("@" + directory);
    }

    @Test
    void aClassPathWithSpacesWorks() throws Exception {
        JavaCommand spaced = command.withClassPath(
                new ClassPath(List.of(copyOfClasses("a b  c").toString())));
        assertThat(exitOf(start(spaced))).isEqualTo(new Exited(0));
    }

    @Test
    void localeAndMeshPropertiesAreTakenOver() {
        System.setProperty("mesh.test.mark", "a value");
        try {
            assertThat(JavaCommand.ofThisJvm().handedDown().inherited())
                    .contains("-Dmesh.test.mark=a value", "-Duser.language=" + System.getProperty("user.language"))
                    .noneMatch(flag -> flag.startsWith("-Xm"));
        } finally {
            System.clearProperty("mesh.test.mark");
        }
    }

    @Test
    void theUsersArgumentsWin() throws Exception {
        List<String> own =
                List.of("-Dstdout.encoding=US-ASCII", "-Xmx64m", "-XX:+UseParallelGC", "-XX:-TieredCompilation");
        ChildProcess child = start(command.withJvmArgs(own), "-Dstdout.encoding");
        assertThat(exitOf(child)).isEqualTo(new Exited(0));
        assertThat(processes.lines()).containsExactly("STDOUT US-ASCII");

        assertThat(command.withJvmArgs(List.of("-XX:MaxRAMPercentage=5")).argv(MAIN, List.of(), directory))
                .doesNotContain("-Xmx128m");
    }

    @Test
    void aChildOutOfMemoryEndsAndSaysSo() throws Exception {
        ChildProcess child = start(command, ChildMains.FillsHeap.class, List.of());
        assertThat(exitOf(child)).isEqualTo(new Exited(3));
        assertThat(String.join("\n", child.tail())).contains("OutOfMemoryError");
    }

    @Test
    void aCrashIsReportedInTheDirectoryUnlessItWasToldAnotherFile() {
        assertThat(command.argv(MAIN, List.of(), Path.of("/runs/100%")))
                .contains("-XX:ErrorFile=/runs/100%%/hs_err_pid%p.log");
        List<String> own = List.of("-XX:ErrorFile=/elsewhere.log");
        JavaCommand inheriting = new JavaCommand(command.java(), command.classPath(), HandedDown.of(own));
        for (JavaCommand told : List.of(command.withJvmArgs(own), inheriting)) {
            assertThat(told.argv(MAIN, List.of(), directory))
                    .filteredOn(flag -> flag.startsWith("-XX:ErrorFile="))
                    .isEqualTo(own);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsRefused() {
        JavaCommand longOne = command.withClassPath(new ClassPath(List.of("/x".repeat(ClassPath.MAX_ARGUMENT_BYTES))));
        assertThatThrownBy(() -> longOne.argv(MAIN, List.of(), directory.resolve("missing")))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("missing");
    }

    private ChildProcess start(JavaCommand java, String... arguments) {
        return start(java, ChildMains.PrintsArguments.class, List.of(arguments));
    }

    private ChildProcess start(JavaCommand java, Class<?> main, List<String> arguments) {
        return processes.start(ChildCommand.of(java.argv(main.getName(), arguments, directory)));
    }

    private Path copyOfClasses(String name) throws IOException {
        Path copy = directory.resolve(name);
        Path file = Path.of(MAIN.replace('.', '/') + ".class");
        Files.createDirectories(copy.resolve(file).getParent());
        Files.copy(classes.resolve(file), copy.resolve(file));
        return copy;
    }
}
