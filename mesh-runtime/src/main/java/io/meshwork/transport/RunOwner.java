package io.meshwork.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The process that owns a socket directory, as the file {@code owner} in it says, which is there before anything else
 * is: lines of {@code key=value}. A system without {@code /proc} tells the pid alone.
 *
 * @param startTicks -1 where unknown
 * @param boot id of the machine's boot; empty where unknown
 * @param pidNamespace in which the pid counts; empty where unknown
 */
record RunOwner(long pid, long startTicks, String boot, String pidNamespace) {

    static final String FILE = "owner";
    /** Under this name the file is written, before it gets its own. */
    static final String UNFINISHED_FILE = "owner.new";

    private static final Path PROC = Path.of("/proc");

    /** This process. */
    static RunOwner self() {
        return self(PROC);
    }

    static RunOwner self(Path proc) {
        try {
            Path self = proc.resolve("self");
            ProcessStart start = ProcessStart.read(self);
            if (start != null) {
                String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id"));
                String namespace =
                        Files.readSymbolicLink(self.resolve("ns/pid")).toString();
                return new RunOwner(start.pid(), start.ticks(), boot.strip(), namespace);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // as where there is no /proc: the pid alone
        }
        return new RunOwner(ProcessHandle.current().pid(), -1, "", "");
    }

    /** What the directory's file says; null if it has none. What is not understood in it is unknown. */
    static @Nullable RunOwner read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return parse(found.isRegularFile() ? Files.readString(file, StandardCharsets.ISO_8859_1) : "");
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static RunOwner parse(String text) {
        return new RunOwner(
                number(value(text, "pid")),
                number(value(text, "start-ticks")),
                value(text, "boot"),
                value(text, "pid-namespace"));
    }

    private static String value(String text, String key) {
        for (String line : text.split("\n")) {
            if (line.startsWith(key + '=')) {
                return line.substring(key.length() + 1);
            }
        }
        return "";
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Puts the file into the directory: whole, or not at all. */
    void write(Path directory) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED_FILE);
        Files.writeString(unfinished, text());
        Files.move(unfinished, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private String text() {
        String known = "pid=" + pid + '\n';
        return isKnown()
                ? known + "start-ticks=" + startTicks + "\nboot=" + boot + "\npid-namespace=" + pidNamespace + '\n'
                : known;
    }

    /** Whether enough is known of it to say that it's gone. */
    boolean isKnown() {
        return pid > 0 && startTicks >= 0 && !boot.isEmpty() && !pidNamespace.isEmpty();
    }

    /** Whether it was started before this machine was, or on another machine. */
    boolean isOfAnotherBoot(RunOwner observer) {
        return isKnown() && !boot.equals(observer.boot);
    }

    /**
     * Whether it's gone for certain, as far as this process, another one that is known, can see: never so for one that
     * lives where its pid means another process, or none.
     */
    boolean isGoneFor(RunOwner observer) throws IOException {
        if (!isKnown() || !boot.equals(observer.boot) || !pidNamespace.equals(observer.pidNamespace)) {
            return false;
        }
        ProcessStart now = ProcessStart.read(PROC.resolve(Long.toString(pid)));
        return now == null || now.isDead() || now.ticks() != startTicks;
    }
}
