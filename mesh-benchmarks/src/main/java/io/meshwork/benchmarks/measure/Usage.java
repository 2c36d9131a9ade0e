package io.meshwork.benchmarks.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a live process has used, as {@code /proc} tells. */
public final class Usage {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIB_PER_MIB = 1024;

    private Usage() {}

    /** Milliseconds of processor time, of the threads that live. */
    public static double cpuMillis(long pid) throws IOException {
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                nanos += onCpuNanos(thread);
            }
        }
        return nanos / NANOS_PER_MILLI;
    }

    private static long onCpuNanos(Path thread) throws IOException {
        try {
            return Long.parseLong(
                    Files.readString(thread.resolve("schedstat")).trim().split(" ")[0]);
        } catch (NoSuchFileException e) {
            return 0; // it has just ended
        }
    }

    /** MiB. */
    public static double residentMiB(long pid) throws IOException {
        return smaps(pid, "Rss:");
    }

    /** MiB: what it shares is divided by those that share it. */
    public static double proportionalMiB(long pid) throws IOException {
        return smaps(pid, "Pss:");
    }

    /** Whether a class archive that is not the JDK's own is mapped. */
    public static boolean hasArchive(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/maps"))) {
            String file = line.substring(line.lastIndexOf(' ') + 1);
            boolean isArchive = file.endsWith(".jsa") || file.endsWith(".aot");
            if (isArchive && !file.contains("/lib/server/")) {
                return true;
            }
        }
        return false;
    }

    private static double smaps(long pid, String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
            }
        }
        throw new IOException("not in smaps_rollup: pid=" + pid + " key=" + key);
    }
}
