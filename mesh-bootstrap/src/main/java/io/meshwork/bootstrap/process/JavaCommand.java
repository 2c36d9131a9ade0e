package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child JVM is started: small, quick to start, silent, on its own (P-6, P-7). A value; each method gives a changed copy.
 *
 * @param java the {@code java} binary
 * @param handedDown its flags come after the built-in ones
 * @param variables flags of the user's that variables of its environment put into it
 * @param jvmArgs flags of the user's; they come last and win
 */
public record JavaCommand(
        Path java, ClassPath classPath, HandedDown handedDown, List<String> variables, List<String> jvmArgs) {

    static final int FIRST_WITH_AOT_CACHE = 25; // that one run makes

    private static final int FEWEST_FLAGS = 17;
    private static final String ERROR_FILE = "-XX:ErrorFile=";
    /* Not to be had beside an archive of ours: some of them end the JVM. */
    private static final List<String> OWN_ARCHIVE = List.of(
            "-Xshare",
            "-XX:SharedArchiveFile",
            "-XX:SharedClassListFile",
            "-XX:DumpLoadedClassList",
            "-XX:ArchiveClassesAtExit",
            "-XX:+AutoCreateSharedArchive",
            "-XX:AOT",
            "-XX:Flags=",
            "-XX:VMOptionsFile=",
            "@");

    public JavaCommand {
        variables = List.copyOf(variables);
        jvmArgs = List.copyOf(jvmArgs);
    }

    /** Without flags of the user's. */
    public JavaCommand(Path java, ClassPath classPath, HandedDown handedDown) {
        this(java, classPath, handedDown, List.of(), List.of());
    }

    /**
     * Binary, class path and flags of this JVM. Takes some tens of milliseconds the first time, as it loads the JDK's
     * management classes: to be kept, not to be asked for each child.
     */
    public static JavaCommand ofThisJvm() {
        return ofThisJvm(List.of());
    }

    /**
     * The same, with more of its system properties.
     *
     * @param properties their names; one that ends in {@code *} is all that begin so
     */
    public static JavaCommand ofThisJvm(List<String> properties) {
        HandedDown handedDown = HandedDown.of(InheritedFlags.ofThisJvm(properties));
        return new JavaCommand(javaOfThisJvm(), ClassPath.ofThisJvm(), handedDown);
    }

    /** Without the archive, which is of one JDK. */
    public JavaCommand withJava(Path java) {
        return new JavaCommand(java, classPath, handedDown.withoutArchive(), variables, jvmArgs);
    }

    public JavaCommand withClassPath(ClassPath classPath) {
        return new JavaCommand(java, classPath, handedDown, variables, jvmArgs);
    }

    /** Without the archive if there are some: nobody knows which of them an archive bears. */
    public JavaCommand withVariables(List<String> variables) {
        HandedDown given = variables.isEmpty() ? handedDown : handedDown.withoutArchive();
        return new JavaCommand(java, classPath, given, variables, jvmArgs);
    }

    public JavaCommand withJvmArgs(List<String> jvmArgs) {
        return new JavaCommand(java, classPath, handedDown, variables, jvmArgs);
    }

    /** With these behind those that there are. */
    public JavaCommand withMoreJvmArgs(List<String> more) {
        List<String> all = new ArrayList<>(jvmArgs);
        all.addAll(more);
        return withJvmArgs(all);
    }

    /** With an archive of classes that the beginning of the class path holds, or the cache that takes its place. */
    public JavaCommand withArchive(Path file) {
        return with(handedDown.withArchive(file));
    }

    /** With a directory of native libraries behind those where this JVM looks for them. */
    public JavaCommand withLibraries(Path directory) {
        return with(handedDown.withLibraries(directory));
    }

    private JavaCommand with(HandedDown changed) {
        return new JavaCommand(java, classPath, changed, variables, jvmArgs);
    }

    /**
     * Whether a JVM that was started by the one can be told to be one of the other: they differ at most in what makes a
     * start quick, which is over, and in the time zone, see {@link HandedDown#timeZone}.
     */
    public boolean startsLike(JavaCommand other) { // field by field: the equals of a record is made at its first use
        return java.equals(other.java)
                && classPath.entries().equals(other.classPath.entries())
                && handedDown.startsLike(other.handedDown)
                && variables.equals(other.variables)
                && jvmArgs.equals(other.jvmArgs);
    }

    /**
     * How its classes are archived at its end.
     *
     * @param file where they are written
     */
    public JavaCommand archivingTo(Path file) {
        String flag = (hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file;
        return with(handedDown.withoutArchive().withoutAgents()).withJvmArgs(List.of(flag));
    }

    /** Whether its archives are AOT caches. */
    public boolean hasAotCache() {
        return javaVersion(java) >= FIRST_WITH_AOT_CACHE;
    }

    /** What every JVM gets: the built-in flags. */
    public List<String> flags() {
        return BuiltInFlags.of(javaVersion(java), said(), variables);
    }

    /**
     * The command line of one child.
     *
     * @param directory where a class path too long for a command line is written, one file per call, and where the
     *     child reports a crash, see {@link CrashReport}; whoever owns the directory deletes it
     * @throws ProcessStartException if the class path can't be written
     */
    public List<String> argv(String mainClass, List<String> arguments, Path directory) {
        List<String> argv = new ArrayList<>();
        argv.add(java.toString());
        argv.addAll(flags());
        addCrashReport(argv, directory);
        argv.addAll((hasOwnArchive() ? handedDown.withoutArchive() : handedDown).flags());
        addJvmArgs(argv);
        argv.addAll(classPath.toArguments(directory));
        argv.add(mainClass);
        argv.addAll(arguments);
        return argv;
    }

    /* Of several collectors the last: a JVM takes one, and does not start with two. */
    private void addJvmArgs(List<String> argv) {
        String collector = "";
        for (String argument : jvmArgs) {
            collector = BuiltInFlags.isCollector(argument) ? argument : collector;
        }
        for (String argument : jvmArgs) {
            if (!BuiltInFlags.isCollector(argument) || argument.equals(collector)) {
                argv.add(argument);
            }
        }
    }

    /*
     * Not -XX:-CreateCoredumpOnCrash too, though it spares the disk a core where those are on: such a JVM ends a crash
     * with exit code 1, as a program that has failed does, and not by SIGABRT.
     */
    private void addCrashReport(List<String> argv, Path directory) {
        if (!BuiltInFlags.hasOneOf(said(), ERROR_FILE)) {
            argv.add(ERROR_FILE + CrashReport.pattern(directory));
        }
    }

    private boolean hasOwnArchive() {
        for (String start : OWN_ARCHIVE) {
            if (BuiltInFlags.hasOneOf(jvmArgs, start)) {
                return true;
            }
        }
        return false;
    }

    /* Wherever. */
    private List<String> said() {
        List<String> said = handedDown.flags();
        said.addAll(variables);
        said.addAll(jvmArgs);
        return said;
    }

    private static Path javaOfThisJvm() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** As its {@code release} file says, {@link #FEWEST_FLAGS} if it has none. */
    private static int javaVersion(Path java) {
        if (java.equals(javaOfThisJvm())) {
            return Runtime.version().feature();
        }
        try {
            Path release = java.toRealPath().resolveSibling("../release").normalize();
            for (String line : Files.readAllLines(release)) {
                if (line.startsWith("JAVA_VERSION=\"")) {
                    String version = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
                    return Runtime.Version.parse(version).feature();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return FEWEST_FLAGS;
        }
        return FEWEST_FLAGS;
    }
}
