package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of {@code proc(5)}, one read per call. A process that vanished or is not ours to read has none (P-5). */
final class ProcessFiles {

    private static final char NUL = '\0';

    private final Path root;

    ProcessFiles(Path root) {
        this.root = root;
    }

    List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        String[] names = root.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                pids.add(Long.parseLong(name));
            }
        }
        return pids;
    }

    @Nullable
    Stat stat(long pid) {
        return Stat.parse(pid, read(pid, "stat"));
    }

    /** Empty for zombies and for threads of the kernel. */
    List<String> arguments(long pid) {
        List<String> arguments = new ArrayList<>();
        String joined = read(pid, "cmdline");
        int from = 0;
        while (from < joined.length()) {
            int end = joined.indexOf(NUL, from);
            arguments.add(joined.substring(from, end < 0 ? joined.length() : end));
            from = end < 0 ? joined.length() : end + 1;
        }
        return arguments;
    }

    /** The value of a variable the process was started with. */
    @Nullable
    String variable(long pid, String name) {
        String environment = NUL + read(pid, "environ");
        String start = NUL + name + '=';
        int at = environment.indexOf(start);
        if (at < 0) {
            return null;
        }
        int from = at + start.length();
        int end = environment.indexOf(NUL, from);
        return environment.substring(from, end < 0 ? environment.length() : end);
    }

    boolean isOurs(long pid) {
        try {
            return uid(Long.toString(pid)).equals(uid("self"));
        } catch (IOException e) {
            return false;
        }
    }

    private Object uid(String process) throws IOException {
        return Files.getAttribute(root.resolve(process), "unix:uid");
    }

    private String read(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(root.resolve(Long.toString(pid)).resolve(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * What {@code /proc/<pid>/stat} says: {@code pid (name) state ppid … starttime …}.
     *
     * @param name at most 15 bytes, of any kind, brackets and line ends included
     */
    record Stat(long pid, String name, char state, long parentPid, long startTicks) {

        private static final int PARENT = 1;
        private static final int START = 19;

        static @Nullable Stat parse(long pid, String line) {
            int nameStart = line.indexOf('(') + 1;
            int nameEnd = line.lastIndexOf(')');
            if (nameStart == 0 || nameEnd < nameStart || nameEnd + 2 >= line.length()) {
                return null;
            }
            int fields = nameEnd + 2;
            return new Stat(
                    pid,
                    line.substring(nameStart, nameEnd),
                    line.charAt(fields),
                    field(line, fields, PARENT),
                    field(line, fields, START));
        }

        /** A zombie is dead (P-4). */
        boolean isDead() {
            return state == 'Z' || state == 'X';
        }

        private static long field(String line, int start, int index) {
            int from = start;
            for (int i = 0; i < index; i++) {
                from = line.indexOf(' ', from) + 1;
            }
            int end = line.indexOf(' ', from);
            return Long.parseLong(line, from, end, 10);
        }
    }
}
