package io.meshwork.conformance.surefire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A way in which a forked test JVM ends.
 *
 * @param name for people, and unique
 * @param tests of the fixture project, as in {@code -Dtest=}
 * @param arguments of Maven, beside the tests
 * @param forks that bring up a mesh
 * @param target who is sent the signal when all meshes are up
 * @param signal as in {@code signal(7)}; 0 sends none
 * @param succeeds whether Maven's exit code is to be 0
 * @param bound from the end of a fork until nothing of it is left
 */
record WayToEnd(
        String name,
        String tests,
        List<String> arguments,
        int forks,
        Target target,
        int signal,
        boolean succeeds,
        Duration bound) {

    /** Who is signalled. */
    enum Target {
        FORKS,
        MAVEN,
        /** Maven, forks, hosts and procs, as a terminal does it on Ctrl-C. */
        GROUP
    }

    /** Where leases and reaper do the work (L4). */
    private static final Duration BOUND = Duration.ofSeconds(2);

    /** Where shutdown hooks may begin it (L3). */
    private static final Duration HOOKS_BOUND = Duration.ofSeconds(5);

    private static final int INT = 2;
    private static final int KILL = 9;
    private static final int SEGV = 11;
    private static final int TERM = 15;

    WayToEnd {
        arguments = List.copyOf(arguments);
    }

    /** SIGKILL of the fork, with which each special member is tried. */
    static WayToEnd killed() {
        return ended("SIGKILL of the fork", Target.FORKS, KILL);
    }

    /** Those of which each is taken care of in another way. */
    static List<WayToEnd> few() {
        return List.of(passes(), exits(), halts(), terminated(), killed(), mavenKilled());
    }

    /** The two that differ most, and in turn one of the others. */
    static List<WayToEnd> fewer(int turn) {
        List<WayToEnd> others = List.of(exits(), halts(), terminated(), mavenKilled());
        return List.of(passes(), killed(), others.get(turn % others.size()));
    }

    private static WayToEnd passes() {
        return test("the test passes", "EndTest#passes").succeeding();
    }

    private static WayToEnd exits() {
        return test("System.exit", "EndTest#exits").within(HOOKS_BOUND);
    }

    private static WayToEnd halts() {
        return test("Runtime.halt", "EndTest#halts");
    }

    private static WayToEnd terminated() {
        return ended("SIGTERM of the fork", Target.FORKS, TERM).within(HOOKS_BOUND);
    }

    private static WayToEnd mavenKilled() {
        return ended("SIGKILL of mvn", Target.MAVEN, KILL);
    }

    static List<WayToEnd> all() {
        List<WayToEnd> all = new ArrayList<>();
        all.addAll(theTestEnds());
        all.addAll(theJvmEnds());
        all.addAll(mavenEnds());
        all.addAll(otherForks());
        return all;
    }

    private static List<WayToEnd> theTestEnds() {
        return List.of(
                passes(),
                test("the test fails", "EndTest#fails"),
                test("@Timeout, SAME_THREAD", "EndTest#timesOut"),
                test("@Timeout, SEPARATE_THREAD", "EndTest#timesOutOnAThreadOfItsOwn"),
                test("a constructor parameter fails under PER_CLASS", "FailingConstructorTest"),
                test("beforeAll fails half way", "FailingBeforeAllTest"));
    }

    private static List<WayToEnd> theJvmEnds() {
        return List.of(
                exits(),
                halts(),
                terminated(),
                ended("SIGINT to the group", Target.GROUP, INT).within(HOOKS_BOUND),
                killed(),
                ended("SIGSEGV of the fork", Target.FORKS, SEGV),
                test("forkedProcessTimeoutInSeconds", "EndTest#waits").with("-Dsurefire.timeout=16"));
    }

    private static List<WayToEnd> mavenEnds() {
        return List.of(
                mavenKilled(),
                ended("SIGTERM of mvn, shutdown=testset", Target.MAVEN, TERM)
                        .test("EndTest#passes") // the test goes on and ends by itself: no other end is asked for
                        .with("-Dsurefire.shutdown=testset"),
                ended("SIGTERM of mvn, shutdown=exit", Target.MAVEN, TERM)
                        .with("-Dsurefire.shutdown=exit")
                        .within(HOOKS_BOUND),
                ended("SIGTERM of mvn, shutdown=kill", Target.MAVEN, TERM).with("-Dsurefire.shutdown=kill"));
    }

    private static List<WayToEnd> otherForks() {
        return List.of(
                test("forkCount=0, the test passes", "EndTest#passes")
                        .with("-DforkCount=0")
                        .succeeding(),
                ended("forkCount=0, SIGKILL of mvn", Target.MAVEN, KILL).with("-DforkCount=0"),
                test("forkCount=2, the tests pass", "EndTest#passes,OtherEndTest#passes")
                        .with("-DforkCount=2")
                        .with(2)
                        .succeeding(),
                ended("forkCount=2, SIGKILL of both forks", Target.FORKS, KILL)
                        .test("EndTest#waits,OtherEndTest#waits")
                        .with("-DforkCount=2")
                        .with(2),
                test("reuseForks=false, the tests pass", "EndTest#passes,OtherEndTest#passes")
                        .with("-DreuseForks=false")
                        .with(2)
                        .succeeding());
    }

    private static WayToEnd test(String name, String tests) {
        return new WayToEnd(name, tests, List.of(), 1, Target.FORKS, 0, false, BOUND);
    }

    private static WayToEnd ended(String name, Target target, int signal) {
        return new WayToEnd(name, "EndTest#waits", List.of(), 1, target, signal, false, BOUND);
    }

    private WayToEnd test(String other) {
        return new WayToEnd(name, other, arguments, forks, target, signal, succeeds, bound);
    }

    private WayToEnd with(String argument) {
        List<String> more = new ArrayList<>(arguments);
        more.add(argument);
        return new WayToEnd(name, tests, more, forks, target, signal, succeeds, bound);
    }

    private WayToEnd with(int otherForks) {
        return new WayToEnd(name, tests, arguments, otherForks, target, signal, succeeds, bound);
    }

    private WayToEnd succeeding() {
        return new WayToEnd(name, tests, arguments, forks, target, signal, true, bound);
    }

    private WayToEnd within(Duration other) {
        return new WayToEnd(name, tests, arguments, forks, target, signal, succeeds, other);
    }
}
