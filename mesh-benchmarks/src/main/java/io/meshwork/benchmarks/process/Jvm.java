package io.meshwork.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a JVM is started: that of this one's JDK.
 *
 * @param flags all, without class path
 * @param classPath in this order
 */
record Jvm(List<String> flags, List<Path> classPath) {

    private static final int FIRST_THAT_WARNS = 24;

    Jvm {
        flags = List.copyOf(flags);
        classPath = List.copyOf(classPath);
    }

    static boolean is17() {
        return Runtime.version().feature() < FIRST_THAT_WARNS;
    }

    Jvm with(String... more) {
        return new Jvm(Stream.concat(flags.stream(), Stream.of(more)).toList(), classPath);
    }

    List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-classpath");
        command.add(String.join(
                System.getProperty("path.separator"),
                classPath.stream().map(Path::toString).toList()));
        command.add(main);
        command.addAll(List.of(arguments));
        return command;
    }

    /** This JVM's class path. */
    static List<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .toList();
    }
}
