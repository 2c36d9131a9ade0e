package io.meshwork.bootstrap.archive;

import java.nio.file.Path;

/** What is said of an archive that is there. */
final class ForPeople {

    private ForPeople() {}

    static String of(ArchiveFile.State state, Path file) {
        return switch (state) {
            case ABSENT -> "none: " + file;
            case WHOLE -> "given to those that are started: " + file;
            case DOUBTFUL -> "not mapped, as it has changed since it was made: " + file;
            case FOREIGN -> "not mapped, as it is not a file of this user's alone: " + file + "; delete it";
        };
    }

    static String notOwn(Path directory) {
        return "not mapped, as " + directory
                + " is somebody else's, or others can write into it; have mesh.cache-dir name" + " another";
    }
}
