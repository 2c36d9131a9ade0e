package io.meshwork.junit;

import io.meshwork.junit.evidence.FileName;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory in which the output of one fixture stands: {@code target/mesh/my.Test/output-4711}, after this JVM's pid. */
final class OutputPlace {

    private static final String PREFIX = "output-";

    private OutputPlace() {}

    /** A new one. Those that dead JVMs left there go. */
    static Path make(Path evidence, String owner) throws IOException {
        Path parent = evidence.toAbsolutePath().normalize().resolve(FileName.of(owner));
        String name = PREFIX + ProcessHandle.current().pid();
        for (int number = 1; ; number++) {
            Files.createDirectories(parent);
            deleteThoseOfDeadJvms(parent);
            try {
                return Files.createDirectory(parent.resolve(number == 1 ? name : name + "-" + number));
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                continue; // kept by a fixture before, or the parent was empty and has just gone with another one
            }
        }
    }

    private static void deleteThoseOfDeadJvms(Path parent) throws IOException {
        for (Path one : list(parent)) {
            String[] name = one.getFileName().toString().split("-");
            boolean ours = name.length >= 2 && (name[0] + "-").equals(PREFIX) && name[1].matches("\\d{1,18}");
            if (ours && ProcessHandle.of(Long.parseLong(name[1])).isEmpty()) {
                delete(one);
            }
        }
    }

    /** With what is in it; and the one it stands in, if that is empty then. */
    static void delete(Path directory) throws IOException {
        for (Path file : list(directory)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
        try {
            Files.deleteIfExists(directory.toAbsolutePath().getParent());
        } catch (DirectoryNotEmptyException e) {
            // another's is there too
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
