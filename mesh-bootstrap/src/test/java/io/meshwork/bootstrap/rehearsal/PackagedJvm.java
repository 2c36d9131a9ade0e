package io.meshwork.bootstrap.rehearsal;

import io.meshwork.bootstrap.launch.Marks;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A test JVM that runs {@link FirstAnswer} with the harness in jars, as users have it. Closing it ends it and all of its run. */
final class PackagedJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ChildProcess process;

    private PackagedJvm(List<String> argv) {
        process = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> lines.add(text));
    }

    /** @param ofProc arguments for the JVM of its proc */
    static PackagedJvm start(ClassPath classPath, Path directory, List<String> flags, List<String> ofProc) {
        return new PackagedJvm(argv(classPath, directory, flags, ofProc));
    }

    /** @param before a program that ends in executing what stands behind it */
    static PackagedJvm startBelow(List<String> before, ClassPath classPath, Path directory, List<String> flags) {
        List<String> argv = new ArrayList<>(before);
        argv.addAll(argv(classPath, directory, flags, List.of()));
        return new PackagedJvm(argv);
    }

    private static List<String> argv(ClassPath classPath, Path directory, List<String> flags, List<String> ofProc) {
        return JavaCommand.ofThisJvm()
                .withClassPath(classPath)
                .withJvmArgs(flags)
                .argv(FirstAnswer.class.getName(), ofProc, directory);
    }

    /**
     * The class path of this JVM, with all that is a directory in a jar, but for the tests' own classes.
     *
     * @param more behind it
     */
    static ClassPath packagedIn(Path directory, Path more) throws Exception {
        Path tests = Path.of(PackagedJvm.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> entries = new ArrayList<>(List.of(tests.toString()));
        for (String entry : ClassPath.ofThisJvm().entries()) {
            Path path = Path.of(entry);
            boolean ofTestsOnly = path.equals(tests) || entry.contains("junit") || entry.contains("assertj");
            if (Files.isDirectory(path) && !ofTestsOnly) {
                Path jar = directory.resolve("packaged-" + entries.size() + ".jar");
                pack(path, jar);
                entries.add(jar.toString());
            } else if (!ofTestsOnly) {
                entries.add(entry);
            }
        }
        entries.add(more.toString());
        return new ClassPath(entries);
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }

    /** Waits until it has its first answer, and whether the archive was used is said. */
    PackagedJvm awaitUp() {
        await(() -> lines.contains("up"));
        return this;
    }

    /** Waits until it says that the archive was made, or why it wasn't. */
    PackagedJvm awaitArchive() {
        await(() -> lines.stream().anyMatch(line -> line.startsWith("archive ")));
        return this;
    }

    /** Waits until a JVM of its run is being trained. */
    PackagedJvm awaitTraining() {
        await(() -> !training().isEmpty());
        return this;
    }

    void awaitNoTraining() {
        await(() -> training().isEmpty());
    }

    /** The JVMs of its run that are being trained, or write what was learnt. */
    List<ProcessInfo> training() {
        return ofItsRun().stream()
                .filter(info -> info.commandLine().contains("Rehearsal")
                        || info.commandLine().contains(".draft"))
                .toList();
    }

    /** Lets it end by itself. */
    ExitStatus end() throws Exception {
        process.closeStdin();
        return process.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void kill() {
        process.signal(Signals.KILL);
        process.exit().join();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<ProcessInfo> ofItsRun() {
        String run = lines.stream()
                .filter(line -> line.startsWith("run "))
                .findFirst()
                .orElse("run none")
                .substring(4);
        return new ProcessTable().carrying(Marks.RUN_ID, run::equals);
    }

    void awaitNothingOfItsRun() {
        await(() -> ofItsRun().isEmpty());
    }

    /** Waits until one of them has printed a line with this in it. */
    static void awaitLineOfAny(String part, PackagedJvm... any) {
        any[0].await(() -> Stream.of(any).flatMap(each -> each.lines.stream()).anyMatch(line -> line.contains(part)));
    }

    void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new MeshException("it did not come: " + lines + " living=" + ofItsRun());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Override
    public void close() {
        kill();
        process.closeStdin();
        awaitNothingOfItsRun();
    }
}
