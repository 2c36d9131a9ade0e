package io.meshwork.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether there is a debugger, who may hold a JVM up as long as a person thinks. */
public final class Debugger {

    private static final String LIBRARY = "jdwp";
    /* The kernel's list of what is loaded. Of the JDK, only the management classes know, which take tens of ms to load. */
    private static final String THREADS = "/proc/self/task/";
    private static final byte[] THREAD = "JDWP ".getBytes(StandardCharsets.US_ASCII); // so begin their names

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

    /* By its threads: the first look through a long text would have the JVM compile that look, beside a first test. */
    private static @Nullable String find() {
        String[] threads = new File(THREADS).list();
        if (threads == null) {
            return findAmongArguments();
        }
        for (String thread : threads) {
            if (isOfDebugger(THREADS + thread + "/comm")) {
                return "a debugger in the test JVM";
            }
        }
        return null;
    }

    private static boolean isOfDebugger(String nameFile) {
        try (FileInputStream name = new FileInputStream(nameFile)) {
            return Arrays.equals(name.readNBytes(THREAD.length), THREAD);
        } catch (IOException e) {
            return false; // it has ended
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
