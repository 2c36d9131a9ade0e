package io.meshwork.bootstrap.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start, with what around it.
 *
 * <p>The environment is that of this process, without {@code CLASSPATH} and without the variables that put options into
 * every JVM ({@code JAVA_TOOL_OPTIONS} and the like), and then changed by {@code environment}.
 *
 * @param argv the program, then its arguments; the program is looked up in {@code PATH} if it has no slash
 * @param environment variables to set, or to remove where the value is null
 * @param directory the working directory; null is that of this process
 */
public record ChildCommand(
        List<String> argv,
        Map<String, @Nullable String> environment,
        @Nullable Path directory) {

    private static final List<String> SCRUBBED =
            List.of("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    public ChildCommand {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("command without a program");
        }
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    public static ChildCommand of(String... argv) {
        return of(List.of(argv));
    }

    public static ChildCommand of(List<String> argv) {
        return new ChildCommand(argv, Map.of(), null);
    }

    /** @param value null removes the variable */
    public ChildCommand withEnvironment(String name, @Nullable String value) {
        Map<String, @Nullable String> changed = new LinkedHashMap<>(environment);
        changed.put(name, value);
        return new ChildCommand(argv, changed, directory);
    }

    public ChildCommand withDirectory(Path directory) {
        return new ChildCommand(argv, environment, directory);
    }

    /** For people: quoted as in a shell, cut if long. */
    public String commandLine() {
        return ShellQuoting.render(argv);
    }

    ProcessBuilder toProcessBuilder() {
        ProcessBuilder builder = new ProcessBuilder(argv);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        changeEnvironment(builder.environment());
        return builder;
    }

    void changeEnvironment(Map<String, String> inherited) {
        for (String name : SCRUBBED) {
            inherited.remove(name);
        }
        for (Map.Entry<String, @Nullable String> entry : environment.entrySet()) {
            String value = entry.getValue();
            if (value == null) {
                inherited.remove(entry.getKey());
            } else {
                inherited.put(entry.getKey(), value);
            }
        }
    }
}
