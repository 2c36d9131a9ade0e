package io.meshwork.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The project's own files, for checks of what is written in them. Tests run in the directory of their module. */
final class Sources {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Sources() {}

    static Path root() {
        return ROOT;
    }

    /** Contents by path, of the files of all modules below such a directory whose name ends so. */
    static Map<Path, String> matching(String directory, String ending) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(each -> Files.exists(each.resolve("pom.xml")))
                    .toList()) {
                Path sources = module.resolve(directory);
                if (Files.isDirectory(sources)) {
                    read(sources, ending, found);
                }
            }
        }
        return found;
    }

    private static void read(Path sources, String ending, Map<Path, String> found) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ending)).toList()) {
                found.put(file, Files.readString(file));
            }
        }
    }
}
