package io.meshwork.bootstrap.process;

import java.util.ArrayList;
import java.util.List;

/**
 * What every child JVM gets that nobody said: flags that keep it small, quick to start, and silent. One is left out where
 * the user says what is to be in its place (P-7): JVMs refuse some pairs, and of others heed the first.
 */
final class BuiltInFlags {

    private final List<String> said;
    private final List<String> flags = new ArrayList<>();

    private BuiltInFlags(List<String> said) {
        this.said = said;
    }

    /**
     * @param version of the JDK
     * @param said all that the user says
     * @param variables what of this comes before the command line, and would lose against it
     */
    static List<String> of(int version, List<String> said, List<String> variables) {
        BuiltInFlags built = new BuiltInFlags(said);
        built.addSmall();
        built.addSilent(version, variables);
        built.addOfVersion(version);
        return built.flags;
    }

    private void addSmall() {
        if (!choosesCollector()) {
            flags.add("-XX:+UseSerialGC");
        }
        addUnless("-Xmx128m", "-Xmx", "-XX:MaxHeapSize=", "-XX:MaxRAM");
        addUnless("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=", "-XX:CompilationMode=");
        addUnless("-Xshare:auto", "-Xshare:", "-XX:AOT");
        addUnless("-XX:-UsePerfData", "-XX:+UsePerfData");
        addUnless("-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError");
        addProperty("io.netty.jfr.enabled", "false");
        addProperty("java.awt.headless", "true");
        if (isLinux()) { // what the JDK takes there in any case, after it has looked for others on the class path
            addProperty("java.nio.channels.spi.SelectorProvider", "sun.nio.ch.EPollSelectorProvider");
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    /* The user's own -Xlog stand behind these and change them; but for those of variables, which would be disabled. */
    private void addSilent(int version, List<String> variables) {
        if (!hasOneOf(variables, "-Xlog")) {
            flags.add("-Xlog:disable");
            flags.add("-Xlog:all=error:stderr");
            flags.add("-Xlog:cds*=off:stderr"); // an archive that can't be mapped is told of by who looks
            if (version >= JavaCommand.FIRST_WITH_AOT_CACHE) {
                flags.add("-Xlog:aot*=off:stderr");
            }
        }
        addProperty("file.encoding", "UTF-8");
        addProperty("stdout.encoding", "UTF-8");
        addProperty("stderr.encoding", "UTF-8");
    }

    private void addOfVersion(int version) {
        if (version >= 18) {
            addProperty("jdk.reflect.useNativeAccessorOnly", "true");
        }
        if (version >= 24) {
            addUnless("--enable-native-access=ALL-UNNAMED", "--enable-native-access", "--illegal-native-access");
            addUnless("--sun-misc-unsafe-memory-access=allow", "--sun-misc-unsafe-memory-access");
        }
    }

    private void addProperty(String name, String value) {
        String start = "-D" + name + "=";
        addUnless(start + value, start);
    }

    private void addUnless(String flag, String... inItsPlace) {
        for (String start : inItsPlace) {
            if (hasOneOf(said, start)) {
                return;
            }
        }
        flags.add(flag);
    }

    private boolean choosesCollector() {
        for (String argument : said) {
            if (isCollector(argument)) {
                return true;
            }
        }
        return false;
    }

    /* There are flags about what is done at System.gc, too. */
    static boolean isCollector(String argument) {
        return argument.startsWith("-XX:+Use") && argument.endsWith("GC") && !argument.endsWith("SystemGC");
    }

    static boolean hasOneOf(List<String> arguments, String start) {
        for (String argument : arguments) {
            if (argument.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
