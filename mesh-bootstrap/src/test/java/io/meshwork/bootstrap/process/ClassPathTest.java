package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    @TempDir
    Path directory;

    @Test
    void aJvmKnowsTheClassPathItWasGiven() throws Exception {
        Path tests = locationOf(ClassPathTest.class);
        List<String> given = List.of(
                tests.toString(),
                locationOf(ClassPath.class).toString(),
                locationOf(MeshException.class).toString(),
                directory.resolve("a b.jar").toString());
        assertThat(classPathOfAJvm(given)).isEqualTo(given);
        assertThat(classPathOfAJvm(given, "-Dsurefire.test.class.path=" + tests + ":/opt/a.jar"))
                .containsExactly(tests.toString(), "/opt/a.jar");
    }

    @Test
    void aJvmWithAModulePathHasThatOnItsClassPathToo() throws Exception {
        List<String> given = List.of(
                locationOf(ClassPathTest.class).toString(),
                locationOf(ClassPath.class).toString(),
                locationOf(MeshException.class).toString());
        String patch = Files.createDirectories(directory.resolve("patch")).toString();
        String module = Files.createDirectories(directory.resolve("modules/m")).toString();

        List<String> expected = new ArrayList<>(List.of(patch, module));
        expected.addAll(given);
        assertThat(classPathOfAJvm(
                        given, "--module-path=" + directory.resolve("modules"), "--patch-module=java.sql=" + patch))
                .isEqualTo(expected);
    }

    @Test
    void anEmptyElementIsTheWorkingDirectory() {
        Path here = Path.of("").toAbsolutePath();
        assertThat(ClassPathDiscovery.split("a::/b")).containsExactly(here.resolve("a"), here, Path.of("/b"));
        assertThat(ClassPathDiscovery.split("")).isEmpty();
    }

    @Test
    void aJarThatOnlyPointsToOthersIsReplacedByThem() throws Exception {
        Path jar = jar("booter.jar", "lib/a%20b.jar ../classes/ file:/opt/x.jar http://no.file/y.jar", false);
        assertThat(ClassPathDiscovery.expand(List.of(jar)))
                .containsExactly(
                        directory.resolve("lib/a b.jar"), directory.resolveSibling("classes"), Path.of("/opt/x.jar"));
    }

    @Test
    void aJarWithClassesOrACompanionStays() throws Exception {
        Path booter = jar("booter.jar", "a.jar", false);
        Path application = jar("application.jar", "a.jar", true);
        Path plain = jar("plain.jar", null, false);
        Path missing = directory.resolve("missing.jar");
        assertThat(ClassPathDiscovery.expand(List.of(booter, plain))).containsExactly(booter, plain);
        assertThat(ClassPathDiscovery.expand(List.of(application))).containsExactly(application);
        assertThat(ClassPathDiscovery.expand(List.of(plain))).containsExactly(plain);
        assertThat(ClassPathDiscovery.expand(List.of(missing))).containsExactly(missing);
    }

    @Test
    void whatIsPatchedIntoModulesIsOnIt() {
        Set<Path> entries = new LinkedHashSet<>();
        ClassPathDiscovery.addPatches(
                List.of("-ea", "--patch-module=my.module=/t/test-classes:/t/more", "--add-modules=x"), entries);
        assertThat(entries).containsExactly(Path.of("/t/test-classes"), Path.of("/t/more"));
    }

    @Test
    void aDirectoryOfModulesCountsAsItsModules() throws Exception {
        Path exploded = Files.createDirectories(directory.resolve("exploded"));
        Files.createFile(exploded.resolve("module-info.class"));
        Path modules = Files.createDirectories(directory.resolve("modules"));
        Path jar = Files.createFile(modules.resolve("b.jar"));
        Path inner = Files.createDirectories(modules.resolve("c"));
        Files.createFile(modules.resolve("readme"));

        Set<Path> entries = new LinkedHashSet<>();
        ClassPathDiscovery.addModules(exploded, entries);
        ClassPathDiscovery.addModules(modules, entries);
        ClassPathDiscovery.addModules(directory.resolve("no.jar"), entries);
        assertThat(entries).containsExactly(exploded, jar, inner, directory.resolve("no.jar"));
    }

    @Test
    void aShortOneStaysOnTheCommandLine() throws IOException {
        assertThat(new ClassPath(List.of("/a b", "/c")).toArguments(directory)).containsExactly("-cp", "/a b:/c");
        assertThat(directory).isEmptyDirectory();
    }

    private List<String> classPathOfAJvm(List<String> classPath, String... jvmArgs) throws Exception {
        JavaCommand java =
                JavaCommand.ofThisJvm().withClassPath(new ClassPath(classPath)).withJvmArgs(List.of(jvmArgs));
        ChildProcess child = processes.start(
                ChildCommand.of(java.argv(ChildMains.PrintsClassPath.class.getName(), List.of(), directory)));
        assertThat(exitOf(child)).as("%s", child.tail()).isEqualTo(new Exited(0));
        return child.tail();
    }

    static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private Path jar(String name, String classPath, boolean withClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (classPath != null) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            if (withClass) {
                entries.putNextEntry(new JarEntry("Some.class"));
            }
        }
        return jar;
    }
}
