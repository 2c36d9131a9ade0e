package io.meshwork.bootstrap.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every JVM of a run is started with that its parent was told. A value; each method gives a changed copy.
 *
 * @param inherited flags taken over from the test JVM
 * @param libraryPath where native libraries are looked for; null is where the JDK does
 * @param archive of classes that the beginning of the class path holds, or the AOT cache that takes its place; null if
 *     there is none
 */
public record HandedDown(
        List<String> inherited,
        @Nullable String libraryPath,
        @Nullable Path archive) {

    public static final HandedDown NOTHING = of(List.of());

    private static final String TIME_ZONE = "-Duser.timezone="; // also there once a JDK has looked for its own

    public HandedDown {
        inherited = List.copyOf(inherited);
    }

    public static HandedDown of(List<String> inherited) {
        return new HandedDown(inherited, null, null);
    }

    /** With a directory of native libraries behind those where this JVM looks for them. */
    HandedDown withLibraries(Path directory) {
        String path = System.getProperty("java.library.path", "") + File.pathSeparator + directory;
        return new HandedDown(inherited, path, archive);
    }

    HandedDown withArchive(Path file) {
        return new HandedDown(inherited, libraryPath, file);
    }

    HandedDown withoutArchive() {
        return archive == null ? this : new HandedDown(inherited, libraryPath, null);
    }

    /** Without agents, beside which a JVM archives no classes. */
    HandedDown withoutAgents() {
        return new HandedDown(without("-javaagent:"), libraryPath, archive);
    }

    /** The time zone; empty if none is said, and it is that of the machine. */
    public String timeZone() {
        for (String flag : inherited) {
            if (flag.startsWith(TIME_ZONE)) {
                return flag.substring(TIME_ZONE.length());
            }
        }
        return "";
    }

    /** Whether they differ at most in the time zone, and in what makes a start quick. */
    boolean startsLike(HandedDown other) {
        return without(TIME_ZONE).equals(other.without(TIME_ZONE));
    }

    private List<String> without(String start) {
        List<String> flags = new ArrayList<>();
        for (String flag : inherited) {
            if (!flag.startsWith(start)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /** As arguments. */
    List<String> flags() {
        List<String> flags = new ArrayList<>(inherited);
        if (libraryPath != null) {
            flags.add("-Djava.library.path=" + libraryPath);
        }
        if (archive != null) {
            flags.add((archive.toString().endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
        }
        return flags;
    }
}
