package io.meshwork.conformance.surefire;

import java.util.ArrayList;
import java.util.List;

/**
 * A way in which Maven runs tests that pass.
 *
 * @param name for people, and unique
 * @param arguments of Maven: goals and what they are told
 * @param module of the test classes, {@code none} on the class path
 * @param jvms that run the two test classes
 * @param inMaven whether it is Maven's own
 * @param mixed whether Surefire puts lines of one class into the report of another that runs at the same time, or into none
 */
record RunMode(String name, List<String> arguments, String module, int jvms, boolean inMaven, boolean mixed) {

    private static final String NO_MODULE = "none";
    private static final String TESTS = "FirstTest,SecondTest";

    RunMode {
        arguments = List.copyOf(arguments);
    }

    /** Those that differ most. */
    static List<RunMode> few() {
        return List.of(modulePath(), classPath("class path"), withoutFork());
    }

    static List<RunMode> all() {
        List<RunMode> all = new ArrayList<>(few());
        all.add(classPath("class path without a manifest-only jar").with("-Dsurefire.useManifestOnlyJar=false"));
        all.add(classPath("class loader of Surefire's own").with("-Dsurefire.useSystemClassLoader=false"));
        all.add(classPath("two forks").with("-DforkCount=2").in(2));
        all.add(classPath("a fork for each class").with("-DreuseForks=false").in(2));
        all.add(parallel());
        all.add(classPath("channel on a socket").with("-Psocket-channel"));
        all.add(failsafe());
        return all;
    }

    private static RunMode modulePath() {
        return new RunMode("module path", List.of("surefire:test", "-Dtest=" + TESTS), "it", 1, false, false);
    }

    static RunMode classPath(String name) {
        List<String> arguments = List.of("surefire:test", "-Dtest=" + TESTS, "-Dsurefire.useModulePath=false");
        return new RunMode(name, arguments, NO_MODULE, 1, false, false);
    }

    private static RunMode withoutFork() {
        RunMode forked = classPath("without a fork").with("-DforkCount=0");
        return new RunMode(forked.name, forked.arguments, NO_MODULE, 1, true, false);
    }

    private static RunMode parallel() {
        RunMode one = classPath("classes in parallel")
                .with("-Djunit.jupiter.execution.parallel.enabled=true")
                .with("-Djunit.jupiter.execution.parallel.mode.classes.default=concurrent");
        return new RunMode(one.name, one.arguments, one.module, one.jvms, one.inMaven, true);
    }

    private static RunMode failsafe() {
        List<String> goals = List.of("failsafe:integration-test", "failsafe:verify", "-Dit.test=" + TESTS);
        return new RunMode("Failsafe", goals, "it", 1, false, false);
    }

    RunMode with(String argument) {
        List<String> more = new ArrayList<>(arguments);
        more.add(argument);
        return new RunMode(name, more, module, jvms, inMaven, mixed);
    }

    private RunMode in(int otherJvms) {
        return new RunMode(name, arguments, module, otherJvms, inMaven, mixed);
    }

    /** A file name. */
    String directory() {
        return name.replaceAll("\\W+", "-");
    }

    @Override
    public String toString() {
        return name;
    }
}
