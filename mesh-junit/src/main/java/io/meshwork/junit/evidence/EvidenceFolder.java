package io.meshwork.junit.evidence;

import io.meshwork.bootstrap.output.MergedLog;
import io.meshwork.bootstrap.output.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence of one test, as files:
 *
 * <pre>
 * summary.txt             what the console shows
 * tree.txt                hosts, procs and actors with their states, pids and ends
 * failures.txt            in order, each with what followed from it and its stack
 * phases.txt              where the time of its starts went: for each process, and for spawns and first calls of actors
 * config.txt              the effective settings, each with where it comes from; what became of the class archive
 * merged.log              what all processes printed, in the order of time
 * output/p0_2….log        what one process printed
 * threads/proc p0_2….txt  what the threads of a live process are at
 * </pre>
 */
public final class EvidenceFolder {

    private static final long MOST_OUTPUT_BYTES = 16L * 1024 * 1024;

    private final Path path;

    private EvidenceFolder(Path path) {
        this.path = path;
    }

    /**
     * Writes it; what was there before is replaced.
     *
     * @throws IOException if the folder can't be made; what can't be written in it is said in it, as far as that goes (E-2)
     */
    public static void write(Scene scene, String summary, Path path) throws IOException {
        delete(path);
        Files.createDirectories(path);
        EvidenceFolder folder = new EvidenceFolder(path);
        folder.write("summary.txt", summary);
        folder.write("tree.txt", scene.trees().stream().map(String::valueOf).collect(Collectors.joining("\n\n")));
        folder.write("failures.txt", FailureText.of(scene.thrown(), scene.failures()));
        folder.write("phases.txt", scene.phases());
        folder.write("config.txt", scene.settings());
        folder.writeThreads(scene.threads());
        folder.writeOutput(scene);
    }

    private void writeThreads(Map<String, String> threads) throws IOException {
        for (Map.Entry<String, String> one : threads.entrySet()) {
            write(
                    "threads/" + FileName.of(one.getKey().replace(' ', '_')) + ".txt",
                    one.getKey() + "\n\n" + one.getValue());
        }
    }

    private void writeOutput(Scene scene) throws IOException {
        Map<OutputFile, Path> copies = new LinkedHashMap<>();
        for (OutputFile one : scene.output()) {
            copies.put(
                    one,
                    path.resolve("output").resolve(String.valueOf(one.file().getFileName())));
        }
        for (Map.Entry<OutputFile, Path> one : copies.entrySet()) {
            copy(one.getKey().file(), one.getValue());
        }
        if (!copies.isEmpty()) {
            Stream<OutputFile> copied = copies.entrySet().stream()
                    .map(one ->
                            new OutputFile(one.getKey().process(), one.getKey().started(), one.getValue()));
            MergedLog.write(copied.toList(), path.resolve("merged.log"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try {
            copyEnd(from, to);
        } catch (IOException e) {
            Files.writeString(to, "[could not be copied: " + e + "]\n");
        }
    }

    /* A process that printed a flood leaves its end. */
    private static void copyEnd(Path from, Path to) throws IOException {
        long left = Math.max(0, Files.size(from) - MOST_OUTPUT_BYTES);
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            in.skipNBytes(left);
            in.transferTo(out);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
    }

    /** With all that is in it, if it is there. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
