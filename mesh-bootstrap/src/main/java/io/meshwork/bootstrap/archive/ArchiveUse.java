package io.meshwork.bootstrap.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a living process has made of an archive, read from {@code proc(5)}: it costs the process nothing. */
enum ArchiveUse {
    /** It was not told of it, or can't be looked at. */
    NOT_GIVEN,
    USED,
    /** It was told, and its JVM did without. */
    DROPPED;

    static ArchiveUse of(long pid, Path archive) {
        Path process = Path.of("/proc", Long.toString(pid));
        String file = archive.toString();
        try {
            String arguments = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            if (!arguments.contains("=" + file + '\0')) {
                return NOT_GIVEN;
            }
            return maps(process, file) ? USED : DROPPED;
        } catch (IOException e) {
            return NOT_GIVEN; // it has ended
        }
    }

    private static boolean maps(Path process, String file) throws IOException {
        boolean any = false;
        try (BufferedReader maps = Files.newBufferedReader(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            for (String line = maps.readLine(); line != null; line = maps.readLine()) {
                any = true;
                if (line.endsWith(file)) {
                    return true;
                }
            }
        }
        if (!any) {
            throw new IOException("a zombie maps nothing");
        }
        return false;
    }
}
