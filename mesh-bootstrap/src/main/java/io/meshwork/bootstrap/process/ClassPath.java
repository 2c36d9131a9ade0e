package io.meshwork.bootstrap.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where a JVM finds classes.
 *
 * @param entries absolute paths of jars and directories, in the order they are searched
 */
public record ClassPath(List<String> entries) {

    /** The kernel refuses a single argument of 128 KiB. */
    static final int MAX_ARGUMENT_BYTES = 100_000;

    public ClassPath {
        entries = List.copyOf(entries);
    }

    /**
     * What this JVM was given to find the tests: Surefire's list where there is one, else the class path, and the
     * module path and what is patched into modules. A jar that only points to others is replaced by those.
     */
    public static ClassPath ofThisJvm() {
        return new ClassPath(ClassPathDiscovery.ofThisJvm());
    }

    /** Joined as {@code -cp} takes it. */
    public String joined() {
        return String.join(File.pathSeparator, entries);
    }

    /**
     * The arguments that tell a {@code java} command of this class path: {@code -cp}, or, when that would be too long
     * for the system, {@code @file}.
     *
     * @param directory where that file is written; whoever owns the directory deletes it
     * @throws ProcessStartException if it can't be written
     */
    List<String> toArguments(Path directory) {
        String joined = joined();
        if (joined.getBytes(StandardCharsets.UTF_8).length <= MAX_ARGUMENT_BYTES) {
            return List.of("-cp", joined);
        }
        return List.of("@" + writeArgumentFile("-cp " + quote(joined), directory));
    }

    private static Path writeArgumentFile(String text, Path directory) {
        byte[] bytes = text.getBytes(nativeCharset());
        long number = System.nanoTime();
        while (true) {
            Path file = directory.resolve("classpath-" + Long.toHexString(number) + ".args");
            try {
                return Files.write(
                        file.toAbsolutePath(), bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                number++;
            } catch (IOException e) {
                throw new ProcessStartException("class path can't be written: file=" + file, e);
            }
        }
    }

    /** As the launcher reads it: the bytes of a path are those of the system's own encoding. */
    private static Charset nativeCharset() {
        String name = System.getProperty("sun.jnu.encoding");
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    /** Quoted by the rules of the {@code java} command's argument files. */
    static String quote(String argument) {
        StringBuilder quoted = new StringBuilder(argument.length() + 16).append('"');
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            switch (c) {
                case '\\', '"' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
