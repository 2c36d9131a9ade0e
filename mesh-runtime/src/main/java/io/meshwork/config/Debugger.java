package io.meshwork.config;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether there is a debugger, who may hold a JVM up as long as a person thinks. */
public final class Debugger {

    private static final String LIBRARY = "jdwp";
    /* The kernel's list of what is loaded. Of the JDK, only the management classes know, which take tens of ms to load. */
    private static final Path LOADED = Path.of("/proc/self/maps");

    private Debugger() {}

    /** Whether it is what starts one: {@code -agentlib:jdwp=…}, {@code -agentpath:…jdwp…}, {@code -Xrunjdwp:…}, {@code -Xdebug}. */
    public static boolean isStartedBy(String jvmArgument) {
        boolean agent = jvmArgument.startsWith("-agent") && jvmArgument.contains(LIBRARY);
        return agent || jvmArgument.startsWith("-Xrunjdwp") || jvmArgument.equals("-Xdebug");
    }

    /** Whether the value of a variable that JVMs read, {@code JAVA_TOOL_OPTIONS} say, starts one. */
    public static boolean isStartedByOneOf(String jvmArguments) {
        for (String argument : jvmArguments.trim().split("\\s+")) {
            if (isStartedBy(argument)) {
                return true;
            }
        }
        return false;
    }

    /** What started the one in this JVM, for people; null if there is none. Looked up once. */
    public static @Nullable String ofThisJvm() {
        return OfThisJvm.FOUND;
    }

    private static @Nullable String find() {
        try {
            String loaded = Files.readString(LOADED, StandardCharsets.ISO_8859_1);
            return loaded.contains("/lib" + LIBRARY + ".") ? "a debugger in the test JVM" : null;
        } catch (IOException e) {
            return findAmongArguments();
        }
    }

    private static @Nullable String findAmongArguments() {
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (isStartedBy(argument)) {
                return argument + " of the test JVM";
            }
        }
        return null;
    }

    private static final class OfThisJvm {
        private static final @Nullable String FOUND = find();
    }
}
