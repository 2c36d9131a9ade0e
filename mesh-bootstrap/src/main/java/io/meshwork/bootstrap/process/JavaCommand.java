package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child JVM is started: small, quick to start, silent, on its own (P-6).
 *
 * @param java the {@code java} binary
 * @param inherited flags taken over from this JVM; they come after the built-in ones
 * @param jvmArgs flags of the user's; they come last and win
 */
public record JavaCommand(Path java, ClassPath classPath, List<String> inherited, List<String> jvmArgs) {

    private static final int FEWEST_FLAGS = 17;
    private static final String ERROR_FILE = "-XX:ErrorFile=";

    public JavaCommand {
        inherited = List.copyOf(inherited);
        jvmArgs = List.copyOf(jvmArgs);
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
        List<String> inherited = InheritedFlags.ofThisJvm(properties);
        return new JavaCommand(javaOfThisJvm(), ClassPath.ofThisJvm(), inherited, List.of());
    }

    public JavaCommand withJava(Path java) {
        return new JavaCommand(java, classPath, inherited, jvmArgs);
    }

    public JavaCommand withClassPath(ClassPath classPath) {
        return new JavaCommand(java, classPath, inherited, jvmArgs);
    }

    public JavaCommand withJvmArgs(List<String> jvmArgs) {
        return new JavaCommand(java, classPath, inherited, jvmArgs);
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
        addSmall(argv);
        addSilent(argv, javaVersion(java));
        addCrashReport(argv, directory);
        argv.addAll(inherited);
        argv.addAll(jvmArgs);
        argv.addAll(classPath.toArguments(directory));
        argv.add(mainClass);
        argv.addAll(arguments);
        return argv;
    }

    private void addSmall(List<String> argv) {
        if (!choosesCollector()) {
            argv.add("-XX:+UseSerialGC"); // two of them are refused
        }
        if (!isGiven("-XX:MaxRAM")) {
            argv.add("-Xmx128m"); // would win over a share
        }
        argv.add("-XX:TieredStopAtLevel=1");
        argv.add("-Xshare:auto");
        argv.add("-XX:-UsePerfData");
        argv.add("-XX:+ExitOnOutOfMemoryError");
        argv.add("-Dio.netty.jfr.enabled=false");
        argv.add("-Djava.awt.headless=true");
        if (isLinux()) { // what the JDK takes there in any case, after it has looked for others on the class path
            argv.add("-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider");
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    private static void addSilent(List<String> argv, int version) {
        argv.add("-Dfile.encoding=UTF-8");
        argv.add("-Dstdout.encoding=UTF-8");
        argv.add("-Dstderr.encoding=UTF-8");
        if (version >= 18) {
            argv.add("-Djdk.reflect.useNativeAccessorOnly=true");
        }
        if (version >= 24) {
            argv.add("--enable-native-access=ALL-UNNAMED");
            argv.add("--sun-misc-unsafe-memory-access=allow");
        }
    }

    private boolean choosesCollector() {
        for (String argument : jvmArgs) {
            if (argument.startsWith("-XX:+Use") && argument.endsWith("GC")) {
                return true;
            }
        }
        return false;
    }

    /*
     * Not -XX:-CreateCoredumpOnCrash too, though it spares the disk a core where those are on: such a JVM ends a crash
     * with exit code 1, as a program that has failed does, and not by SIGABRT.
     */
    private void addCrashReport(List<String> argv, Path directory) {
        if (!isGiven(ERROR_FILE)) {
            argv.add(ERROR_FILE + CrashReport.pattern(directory));
        }
    }

    private boolean isGiven(String start) {
        return hasOneOf(inherited, start) || hasOneOf(jvmArgs, start);
    }

    private static boolean hasOneOf(List<String> arguments, String start) {
        for (String argument : arguments) {
            if (argument.startsWith(start)) {
                return true;
            }
        }
        return false;
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
