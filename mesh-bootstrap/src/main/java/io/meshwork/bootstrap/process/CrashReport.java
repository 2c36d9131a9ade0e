package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a JVM wrote when it crashed: its {@code hs_err} file.
 *
 * @param excerpt at most 12 lines of at most 500 characters: the error, then what is found of the JRE's version, the
 *     problematic frame, the thread, and the signal's sender; empty if the file has nothing of it
 */
public record CrashReport(Path file, List<String> excerpt) {

    static final int MOST_LINES = 12;
    static final int MOST_CHARS = 500;
    private static final int MOST_BYTES = 1024 * 1024;

    private static final String ERROR = "#  "; // with one more space it is advice
    private static final String FRAME = "Problematic frame: ";
    private static final List<String> TOLD = List.of(
            "# Native memory allocation",
            "# JRE version:",
            "# Core dump will be written",
            "Current thread",
            "siginfo:");
    private static final String THREAD_IS_TOLD = "---------------  P R O C E S S";

    public CrashReport {
        excerpt = List.copyOf(excerpt);
    }

    /**
     * Of the JVM that had this pid, if it crashed.
     *
     * @param directory the one {@link JavaCommand#argv} was told
     */
    public static Optional<CrashReport> find(Path directory, long pid) {
        Path file = directory.resolve(name(Long.toString(pid)));
        return Files.isRegularFile(file) ? Optional.of(new CrashReport(file, excerpt(read(file)))) : Optional.empty();
    }

    /** What the JVM takes as the name of its file: there, {@code %} stands for itself when it is doubled. */
    static String pattern(Path directory) {
        return directory.toAbsolutePath().toString().replace("%", "%%") + "/" + name("%p");
    }

    private static String name(String pid) {
        return "hs_err_pid" + pid + ".log";
    }

    /** One line, empty if nothing is known: {@code SIGSEGV (0xb) at pc=…, pid=…, tid=…, frame C  [libc.so.6+0x85]}. */
    public String headline() {
        if (excerpt.isEmpty()) {
            return "";
        }
        for (String line : excerpt) {
            if (line.startsWith(FRAME)) {
                return excerpt.get(0) + ", frame " + line.substring(FRAME.length());
            }
        }
        return excerpt.get(0);
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // that there is one says enough
        }
    }

    static List<String> excerpt(String text) {
        List<String> excerpt = new ArrayList<>();
        boolean frameIsNext = false;
        int errors = 0;
        int from = 0;
        while (from < text.length() && excerpt.size() < MOST_LINES) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            from += line.length() + 1;
            if (line.startsWith(THREAD_IS_TOLD)) {
                break;
            }
            if (frameIsNext) {
                excerpt.add(shorten(FRAME + unquoted(line)));
            } else if (isError(line)) {
                excerpt.add(errors++, shorten(unquoted(line)));
            } else if (isTold(line)) {
                excerpt.add(shorten(unquoted(line)));
            }
            frameIsNext = line.startsWith("# Problematic frame:");
        }
        return excerpt;
    }

    private static boolean isError(String line) {
        return line.startsWith(ERROR) && line.length() > ERROR.length() && line.charAt(ERROR.length()) != ' ';
    }

    private static boolean isTold(String line) {
        for (String start : TOLD) {
            if (line.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static String unquoted(String line) {
        return (line.startsWith("#") ? line.substring(1) : line).strip();
    }

    private static String shorten(String line) {
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS - 1) + "…";
    }
}
