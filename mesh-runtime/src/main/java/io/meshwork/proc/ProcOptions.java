package io.meshwork.proc;

import io.meshwork.config.Debugger;
import io.meshwork.config.OwnSettings;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What the process of a proc is made of. A value; each method gives a changed copy.
 *
 * @param command the whole command in place of the JVM, for tests of failures; empty for the JVM
 * @param java the {@code java} program of another JDK; empty for the one of the test JVM
 * @param environment variables set beside the inherited ones
 * @param jvmArgs put behind the harness's own, so they win
 * @param byRank what differs for some ranks; their environment and arguments are added to the mesh's
 */
public record ProcOptions(
        List<String> command,
        String java,
        Map<String, String> environment,
        List<String> jvmArgs,
        Map<Integer, ProcOptions> byRank) {

    private static final String PROPERTY = "-D";
    private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");
    private static final String OLD_JVM_VARIABLE = "_JAVA_OPTIONS";
    private static final ProcOptions STANDARD = new ProcOptions(List.of(), "", Map.of(), List.of(), Map.of());

    public ProcOptions {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        jvmArgs = List.copyOf(jvmArgs);
        byRank = Map.copyOf(byRank);
    }

    public static ProcOptions standard() {
        return STANDARD;
    }

    /** Whether nothing differs from the standard. */
    public boolean isStandard() {
        return command.isEmpty() && java.isEmpty() && environment.isEmpty() && jvmArgs.isEmpty() && byRank.isEmpty();
    }

    /** Another program, which will not say hello. */
    public ProcOptions command(String... words) {
        return new ProcOptions(List.of(words), java, environment, jvmArgs, byRank);
    }

    /** Another JDK: the path of its {@code java} program. It has to run the classes of the test JVM. */
    public ProcOptions java(String program) {
        return new ProcOptions(command, program, environment, jvmArgs, byRank);
    }

    /** @throws io.meshwork.failure.MeshException if it is a {@code MESH_} variable that no process can have for itself */
    public ProcOptions environment(String name, String value) {
        OwnSettings.requireVariable(name, value);
        return new ProcOptions(command, java, added(environment, Map.of(name, value)), jvmArgs, byRank);
    }

    /** @throws io.meshwork.failure.MeshException if there is a {@code -Dmesh.} that no process can have for itself */
    public ProcOptions jvmArgs(String... more) {
        for (String argument : more) {
            requireOwn(argument);
        }
        return new ProcOptions(command, java, environment, added(jvmArgs, List.of(more)), byRank);
    }

    /** In front of the arguments, which win: of several collectors the last one is taken. */
    public ProcOptions jvm(Jvm jvm) {
        return new ProcOptions(command, java, environment, added(jvm.arguments(), jvmArgs), byRank);
    }

    private static void requireOwn(String argument) {
        if (argument.startsWith(PROPERTY)) {
            int equals = argument.indexOf('=');
            int end = equals < 0 ? argument.length() : equals;
            String value = equals < 0 ? "" : argument.substring(equals + 1);
            OwnSettings.requireProperty(argument.substring(PROPERTY.length(), end), value);
        }
    }

    /** What differs for one rank of the mesh, from 0. */
    public ProcOptions rank(int rank, ProcOptions options) {
        if (rank < 0) {
            throw new IllegalArgumentException("rank below 0: accepted are 0 and above, got: " + rank);
        }
        return new ProcOptions(command, java, environment, jvmArgs, added(byRank, Map.of(rank, options)));
    }

    /** What holds for one rank. */
    public ProcOptions forRank(int rank) {
        ProcOptions own = byRank.getOrDefault(rank, STANDARD);
        return new ProcOptions(
                own.command.isEmpty() ? command : own.command,
                own.java.isEmpty() ? java : own.java,
                added(environment, own.environment),
                added(jvmArgs, own.jvmArgs),
                Map.of());
    }

    /** What variables put into the JVM, beside its arguments. */
    public List<String> jvmVariables() {
        List<String> words = new ArrayList<>();
        for (String variable : JVM_VARIABLES) {
            addWords(variable, words);
        }
        addWords(OLD_JVM_VARIABLE, words);
        return words;
    }

    private void addWords(String variable, List<String> words) {
        String value = environment.get(variable);
        if (value != null) {
            StringTokenizer tokens = new StringTokenizer(value);
            while (tokens.hasMoreTokens()) {
                words.add(tokens.nextToken());
            }
        }
    }

    /** What starts a debugger in one of these processes: its argument, or variable; null if there is none. */
    public @Nullable String debugger() {
        for (String argument : jvmArgs) {
            if (Debugger.isStartedBy(argument)) {
                return argument;
            }
        }
        for (String variable : JVM_VARIABLES) {
            String value = environment.get(variable);
            if (value != null && Debugger.isStartedByOneOf(value)) {
                return variable + "=" + value;
            }
        }
        for (ProcOptions one : byRank.values()) {
            String found = one.debugger();
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** @throws io.meshwork.shape.ShapeException if there is something for a rank that no member of the extent has */
    public void requireRanksOf(Extent extent) {
        byRank.keySet().forEach(extent::requireRank);
    }

    private static <K, V> Map<K, V> added(Map<K, V> first, Map<K, V> second) {
        Map<K, V> all = new LinkedHashMap<>(first);
        all.putAll(second);
        return all;
    }

    private static List<String> added(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
