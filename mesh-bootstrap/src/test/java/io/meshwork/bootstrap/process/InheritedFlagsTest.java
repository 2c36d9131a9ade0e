package io.meshwork.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritedFlagsTest {

    @Test // P-6
    void onlyWhatIsListedIsTakenOver() {
        List<String> taken = List.of(
                "-ea",
                "-da:com.example...",
                "-esa",
                "-javaagent:/m2/org.jacoco.agent-0.8.15-runtime.jar=destfile=/t/jacoco.exec,append=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-reads=java.net.http=java.sql",
                "--add-modules=java.sql,jdk.net");
        assertThat(InheritedFlags.ofArguments(taken, false)).isEqualTo(taken);
        assertThat(InheritedFlags.ofArguments(
                        List.of(
                                "-Xmx1g",
                                "-Xss1m",
                                "-XX:+UseG1GC",
                                "-Dsome=property",
                                "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                                "-javaagent:/ide/idea_rt.jar=4711",
                                "-javaagent:/ide/jacocoagent.jar=output=tcpclient,port=4712",
                                "-eager",
                                "--enable-preview"),
                        false))
                .isEmpty();
    }

    @Test // P-6
    void modulesThatAChildWillNotHaveAreLeftOut() {
        assertThat(InheritedFlags.ofArguments(
                        List.of(
                                "--add-modules=my.module",
                                "--add-opens=my.module/my.module=ALL-UNNAMED",
                                "--add-opens=java.base/java.lang=my.module",
                                "--add-reads=my.module=ALL-UNNAMED",
                                "--patch-module=my.module=/t/test-classes"),
                        false))
                .isEmpty();
    }

    @Test
    void whatTheKernelSaysOfThisJvmIsWhatTheJdkSaysOfIt() {
        List<String> read = CommandLine.jvmArguments();

        List<String> told = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (read != null) { // Surefire may use a file
            assertThat(InheritedFlags.ofArguments(read, false)).isEqualTo(InheritedFlags.ofArguments(told, false));
        }
        assertThat(InheritedFlags.ofArguments(InheritedFlags.inputArguments(), false))
                .isEqualTo(InheritedFlags.ofArguments(told, false));
    }

    @Test
    void argumentsOfACommandLineAreThoseBeforeTheMainClass() {
        assertThat(CommandLine.jvmArguments(
                        List.of("/jdk/bin/java", "-ea", "-cp", "a:b", "--add-opens=a/b=c", "-Dx=@y", "Main", "-da")))
                .containsExactly("-ea", "--add-opens=a/b=c", "-Dx=@y");
        assertThat(CommandLine.jvmArguments(List.of("java", "-Xmx1g", "-jar", "booter.jar", "-ea")))
                .containsExactly("-Xmx1g");
    }

    @Test
    void aCommandLineThatMayMeanMoreIsLeftToTheJdk() {
        assertThat(CommandLine.jvmArguments(List.of("java", "@file", "Main"))).isNull();
        assertThat(CommandLine.jvmArguments(List.of("java", "--add-opens", "a/b=c", "Main")))
                .isNull();
        assertThat(CommandLine.jvmArguments(List.of("java", "-XX:VMOptionsFile=f", "Main")))
                .isNull();
        assertThat(CommandLine.jvmArguments(List.of("launcher", "-ea", "Main"))).isNull();
        assertThat(CommandLine.jvmArguments(List.of("java", "-ea"))).isNull();
        assertThat(CommandLine.jvmArguments(List.of())).isNull();
    }

    @Test
    void assertionsThatWereTurnedOnWithoutAnArgumentAreOnBeforeWhatNamesThem() {
        assertThat(InheritedFlags.ofArguments(List.of("-da:com.example..."), true))
                .containsExactly("-ea", "-da:com.example...");
    }

    @Test
    void systemPropertiesThatAreNamedAreTakenOver() {
        System.setProperty("it.inherited.one", "1");
        System.setProperty("it.inherited.two", "2 words");
        System.setProperty("it.inheritedByNobody", "3");
        try {
            assertThat(InheritedFlags.ofThisJvm(List.of("it.inherited.*", "java.vm.name")))
                    .contains("-Dit.inherited.one=1", "-Dit.inherited.two=2 words")
                    .contains("-Djava.vm.name=" + System.getProperty("java.vm.name"))
                    .noneMatch(flag -> flag.startsWith("-Dit.inheritedByNobody"));
            assertThat(InheritedFlags.ofThisJvm(List.of())).noneMatch(flag -> flag.startsWith("-Dit."));
        } finally {
            System.getProperties().keySet().removeIf(name -> name.toString().startsWith("it.inherited"));
        }
    }
}
