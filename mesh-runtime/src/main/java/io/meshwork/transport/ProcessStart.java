package io.meshwork.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * When a process was started, and whether it still runs: from {@code /proc/<pid>/stat}, see {@code proc(5)}.
 *
 * @param ticks since the machine was started; with the pid, they name a process for good
 */
record ProcessStart(long pid, long ticks, boolean isDead) {

    private static final int STATE = 0;
    private static final int TICKS = 19;

    /**
     * @param directory {@code /proc/<pid>} or {@code /proc/self}
     * @return null if there is no such process
     * @throws IOException if it can't be told
     */
    static @Nullable ProcessStart read(Path directory) throws IOException {
        try {
            byte[] stat = Files.readAllBytes(directory.resolve("stat"));
            return parse(new String(stat, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** @param stat {@code pid (name) state …}, where the name may hold anything, brackets and blanks included */
    static ProcessStart parse(String stat) throws IOException {
        int nameStart = stat.indexOf(" (");
        int nameEnd = stat.lastIndexOf(") ");
        try {
            String[] fields = stat.substring(nameEnd + 2).split(" ");
            long pid = Long.parseLong(stat.substring(0, nameStart));
            return new ProcessStart(pid, Long.parseLong(fields[TICKS]), isDead(fields[STATE]));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("not the state of a process: '" + stat.strip() + "'", e);
        }
    }

    /* A zombie is dead: only its parent has not asked yet how it ended. */
    private static boolean isDead(String state) {
        return state.equals("Z") || state.equals("X");
    }
}
