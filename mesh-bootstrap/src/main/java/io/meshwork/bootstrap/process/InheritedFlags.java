package io.meshwork.bootstrap.process;

import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a child JVM takes over from this one, and nothing else: what opens modules, assertions, the JaCoCo agent,
 * locale, time zone, the system properties under {@code mesh.}, and those that are named. Never heap sizes, debuggers and other agents: they
 * are this JVM's own.
 */
final class InheritedFlags {

    private static final List<String> LOCALE =
            List.of("user.language", "user.script", "user.country", "user.variant", "user.timezone");
    private static final List<String> MODULES = List.of("--add-opens=", "--add-exports=", "--add-reads=");
    private static final String ADD_MODULES = "--add-modules=";
    private static final List<String> ASSERTIONS = List.of(
            "-ea",
            "-da",
            "-esa",
            "-dsa",
            "-enableassertions",
            "-disableassertions",
            "-enablesystemassertions",
            "-disablesystemassertions");

    private InheritedFlags() {}

    /** @param properties names of more system properties; one that ends in {@code *} is all that begin so */
    static List<String> ofThisJvm(List<String> properties) {
        List<String> flags = new ArrayList<>(ofArguments(inputArguments(), assertionsAreOn()));
        addProperties(flags, properties);
        return flags;
    }

    /** What this JVM was started with, before its main class; of no interest here is what says where its classes are. */
    static List<String> inputArguments() {
        List<String> read = CommandLine.jvmArguments();
        return read != null ? read : ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /** @param assertions whether they are on by default; Surefire turns them on without an argument */
    static List<String> ofArguments(List<String> inputArguments, boolean assertions) {
        List<String> flags = new ArrayList<>();
        if (assertions) {
            flags.add("-ea");
        }
        for (String argument : inputArguments) {
            if (isAssertions(argument) || isCoverage(argument) || isAboutKnownModules(argument)) {
                flags.add(argument);
            }
        }
        return flags;
    }

    private static boolean assertionsAreOn() {
        return InheritedFlags.class.desiredAssertionStatus();
    }

    private static boolean isAssertions(String argument) {
        int colon = argument.indexOf(':');
        return ASSERTIONS.contains(colon < 0 ? argument : argument.substring(0, colon));
    }

    /** All JVMs append to one file under its lock; an agent that talks over a socket can't be had twice. */
    private static boolean isCoverage(String argument) {
        if (!argument.startsWith("-javaagent:")) {
            return false;
        }
        int options = argument.indexOf('=');
        String jar = options < 0 ? argument : argument.substring(0, options);
        return jar.contains("jacoco") && !argument.contains("output=tcp") && !argument.contains("output=none");
    }

    /*
     * A child has a class path only, so the modules of this JVM's module path are not there: naming them would print a
     * warning, or end it.
     */
    private static boolean isAboutKnownModules(String argument) {
        if (argument.startsWith(ADD_MODULES)) {
            return areKnown(argument.substring(ADD_MODULES.length()));
        }
        for (String option : MODULES) {
            int targets = argument.indexOf('=', option.length());
            if (argument.startsWith(option) && targets > 0) {
                String module = argument.substring(option.length(), targets);
                int slash = module.indexOf('/');
                return areKnown(slash < 0 ? module : module.substring(0, slash))
                        && areKnown(argument.substring(targets + 1));
            }
        }
        return false;
    }

    private static boolean areKnown(String names) {
        for (String name : names.split(",")) {
            boolean group = name.equals("ALL-UNNAMED") || name.equals("ALL-SYSTEM") || name.equals("ALL-DEFAULT");
            if (!group && ModuleFinder.ofSystem().find(name).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static void addProperties(List<String> flags, List<String> more) {
        for (String name : LOCALE) {
            String value = System.getProperty(name, "");
            if (!value.isEmpty()) {
                flags.add("-D" + name + "=" + value);
            }
        }
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        for (String name : names) {
            if (name.startsWith("mesh.") || isNamed(name, more)) {
                flags.add("-D" + name + "=" + System.getProperty(name));
            }
        }
    }

    private static boolean isNamed(String property, List<String> names) {
        for (String name : names) {
            boolean isStart = name.endsWith("*");
            if (isStart ? property.startsWith(name.substring(0, name.length() - 1)) : property.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
