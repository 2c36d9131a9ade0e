package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of {@code proc(5)}, one read per call. A process that vanished or is not ours to read has none (P-5). */
final class ProcessFiles {

    private static final char NUL = '\0';
    private static final int MOST_LOOKS = 3;

    private final Path root;

    ProcessFiles(Path root) {
        this.root = root;
    }

    List<Long> pids() {
        return numbersIn(root);
    }

    /** Whether the kernel tells the children of a thread ({@code CONFIG_PROC_CHILDREN}), asked of this very thread. */
    boolean tellsChildren() {
        return Files.exists(root.resolve("thread-self").resolve("children"));
    }

    /** Of a process, zombies included; empty unless {@link #tellsChildren()}. */
    Set<Long> children(long pid) {
        /*
         * A child hangs below the thread that forked it, and once that has ended below another one of the process: one
         * that was looked at before, maybe. So if a thread went meanwhile, all are looked at again.
         */
        Path tasks = root.resolve(Long.toString(pid)).resolve("task");
        Set<Long> children = new LinkedHashSet<>();
        List<Long> threads = numbersIn(tasks);
        for (int look = 0; look < MOST_LOOKS; look++) {
            for (long thread : threads) {
                addNumbers(read(tasks.resolve(Long.toString(thread)).resolve("children")), children);
            }
            List<Long> now = threads.size() > 1 ? numbersIn(tasks) : threads;
            if (new HashSet<>(now).containsAll(threads)) {
                break;
            }
            threads = now;
        }
        return children;
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

    private static List<Long> numbersIn(Path directory) {
        List<Long> numbers = new ArrayList<>();
        String[] names = directory.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                numbers.add(Long.parseLong(name));
            }
        }
        return numbers;
    }

    private static void addNumbers(String text, Set<Long> numbers) {
        int from = 0;
        for (int end = text.indexOf(' '); end > from; end = text.indexOf(' ', from)) {
            numbers.add(Long.parseLong(text, from, end, 10));
            from = end + 1;
        }
    }

    private String read(long pid, String file) {
        return read(root.resolve(Long.toString(pid)).resolve(file));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
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
