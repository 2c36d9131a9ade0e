package io.meshwork.bootstrap.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of this JVM as the kernel has them, see {@code proc(5)}: the JDK's way to them loads all of its management.
 * Where there may be more, or the launcher understands them otherwise, nothing is said.
 */
final class CommandLine {

    private static final String KERNEL = "/proc/self/cmdline";
    private static final List<String> MORE = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final List<String> CLASS_PATH = List.of("-cp", "-classpath", "--class-path", "-p", "--module-path");
    private static final List<String> MAIN = List.of("-jar", "-m", "--module");

    private CommandLine() {}

    /** Null if they can't be told for sure. */
    static @Nullable List<String> jvmArguments() {
        for (String variable : MORE) {
            if (System.getenv(variable) != null) {
                return null;
            }
        }
        try (InputStream kernel = new FileInputStream(KERNEL)) {
            return jvmArguments(words(kernel.readAllBytes()));
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> words(byte[] bytes) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(new String(bytes, start, i - start, Charset.defaultCharset()));
                start = i + 1;
            }
        }
        return words;
    }

    /** @return null if they can't be told for sure */
    static @Nullable List<String> jvmArguments(List<String> words) {
        if (words.isEmpty() || !(words.get(0).equals("java") || words.get(0).endsWith("/java"))) {
            return null;
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (MAIN.contains(word) || !word.startsWith("-") && !word.startsWith("@")) {
                return arguments;
            }
            if (CLASS_PATH.contains(word)) {
                i++;
            } else if (isPlain(word)) {
                arguments.add(word);
            } else {
                return null;
            }
        }
        return null;
    }

    /* Not of a file of arguments, and not without its value, which the launcher joins to it. */
    private static boolean isPlain(String word) {
        boolean isFile = word.startsWith("@") || word.startsWith("-XX:Flags=") || word.startsWith("-XX:VMOptionsFile=");
        boolean isHalf = word.startsWith("--") && word.indexOf('=') < 0 && !word.equals("--enable-preview");
        return !isFile && !isHalf;
    }
}
