package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.measure.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What others need for two remote JVMs, a call in each, and their end. Each has a module of its own, whose jar and class
 * path are looked for.
 *
 * @param directory of their modules
 */
record Peers(MarkedPrograms programs, Path directory) {

    /** @param module as {@code bedrock} */
    Reading run(String module, String main) throws IOException, InterruptedException {
        Path target = directory.resolve(module).resolve("target");
        List<Path> classPath = Stream.concat(
                        Stream.of(jar(target)),
                        Stream.of(Files.readString(target.resolve("classpath.txt"))
                                        .trim()
                                        .split(System.getProperty("path.separator")))
                                .map(Path::of))
                .toList();
        return programs.run(new Jvm(List.of(), classPath), main);
    }

    private static Path jar(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("SNAPSHOT.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar, build the module first: directory=" + target));
        }
    }
}
