package io.meshwork.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The processes that were started here. They and what they started are killed when this JVM ends, and when they live for
 * longer than two minutes. For any thread.
 *
 * @param directory where they run
 */
record Started(Path directory, Set<Process> living) {

    private static final long LONGEST_SECONDS = 120;
    private static final long LONGEST_END_SECONDS = 10;

    static Started in(Path directory) throws IOException {
        Files.createDirectories(directory);
        Started started = new Started(directory, ConcurrentHashMap.newKeySet());
        Runtime.getRuntime().addShutdownHook(new Thread(started::killAll, "bench-ends"));
        return started;
    }

    /** What it complains of is in its output. */
    Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        living.add(process);
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(() -> kill(process));
        return process;
    }

    /** It is about to end by itself; is killed if it does not. */
    void awaitEnd(Process process) throws InterruptedException {
        process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        kill(process);
        process.waitFor();
    }

    private void kill(Process process) {
        if (living.remove(process)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    void killAll() {
        living.forEach(this::kill);
    }
}
