package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.AllocSpec;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.HandedDown;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Processes;
import io.meshwork.proc.Jvm;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** P-7: a user has the last word on each flag that children get. */
class BuiltInFlagsTest {

    private static final String OF_THE_HOST = "-XX:+UseParallelGC";
    private static final int AS_ARGUMENTS = 0;
    private static final int IN_OTHER_WORDS = 1;
    private static final int IN_A_VARIABLE = 2;

    @Row("B87")
    @Test
    void eachIsGivenUpForWhatTheUserSaysInItsPlaceInArgumentsOrAVariable() {
        ProcOptions standard = ProcOptions.standard();
        ProcOptions options = standard.rank(
                        AS_ARGUMENTS, standard.jvm(Jvm.THROUGHPUT).jvmArgs(own(BuiltInFlag.all())))
                .rank(IN_OTHER_WORDS, standard.jvmArgs(own(BuiltInFlag.otherwise())))
                .rank(
                        IN_A_VARIABLE,
                        standard.environment("JAVA_TOOL_OPTIONS", String.join(" ", own(BuiltInFlag.all()))));
        try (Meshes meshes = Meshes.start()) {
            HostMesh hosts = meshes.hosts(AllocSpec.of(Extent.unity()).options(standard.jvmArgs(OF_THE_HOST)), "flags");

            Set<String> given = builtIn(Processes.arguments(hosts.get(0).pid()));
            assertThat(given.remove(OF_THE_HOST)).isTrue();
            assertThat(given).isSubsetOf(names(BuiltInFlag.all())).doesNotContain("-XX:+UseSerialGC");

            ProcMesh procs = hosts.spawn("flags", Extent.of("procs", 3), options);
            SoftAssertions softly = new SoftAssertions();
            for (BuiltInFlag flag : BuiltInFlag.all()) {
                List<String> answers = procs.call(flag.asked()).values();
                softly.assertThat(answers.get(AS_ARGUMENTS)).as(flag.own()).isEqualTo(flag.answer());
                softly.assertThat(answers.get(IN_A_VARIABLE))
                        .as("in a variable: " + flag.own())
                        .isEqualTo(flag.answer());
            }
            for (BuiltInFlag flag : BuiltInFlag.otherwise()) {
                softly.assertThat(procs.call(flag.asked()).get(IN_OTHER_WORDS))
                        .as(flag.own())
                        .isEqualTo(flag.answer());
            }
            softly.assertAll();
        }
    }

    /** So that one that comes anew is in the test above, too. */
    @Test
    void noneIsLeftOutHere() {
        JavaCommand plain = new JavaCommand(
                        JavaCommand.ofThisJvm().java(), new ClassPath(List.of("/classes")), HandedDown.NOTHING)
                .withLibraries(Path.of("/libraries"));
        String archive = BuiltInFlag.hasAotCache() ? "/archive.aot" : "/archive.jsa";
        TreeSet<String> built = builtIn(plain.argv("Main", List.of(), Path.of("/run")));
        built.addAll(builtIn(plain.withArchive(Path.of(archive)).argv("Main", List.of(), Path.of("/run"))));

        assertThat(built).isEqualTo(names(BuiltInFlag.all()));
    }

    private static String[] own(List<BuiltInFlag> flags) {
        return flags.stream().map(BuiltInFlag::own).toArray(String[]::new);
    }

    private static TreeSet<String> names(List<BuiltInFlag> flags) {
        return flags.stream().map(BuiltInFlag::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a command line, without what is taken over from this JVM, and without values that say where something lies. */
    private static TreeSet<String> builtIn(List<String> argv) {
        TreeSet<String> names = new TreeSet<>(argv.subList(1, argv.indexOf("-cp")));
        names.removeAll(JavaCommand.ofThisJvm().handedDown().inherited());
        return names.stream()
                .map(flag -> flag.contains("=/") || flag.startsWith("-Djava.library.path")
                        ? flag.substring(0, flag.indexOf('='))
                        : flag)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
