package io.meshwork.conformance.ends;

import io.meshwork.transport.Run;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this JVM holds.
 *
 * @param descriptors what its open files are, sorted
 * @param threads names of those that live, sorted
 * @param files what it and its children may have left where temporary files are
 */
record Footprint(List<String> descriptors, List<String> threads, Set<String> files) {

    private static final int MORE_DESCRIPTORS = 10;
    private static final int MORE_THREADS = 8;

    static Footprint now() {
        return new Footprint(openFiles(), liveThreads(), temporaryFiles());
    }

    /** Whether it is about the same, however much was done since. */
    boolean isNoGrowthSince(Footprint before) {
        return descriptors.size() <= before.descriptors.size() + MORE_DESCRIPTORS
                && threads.size() <= before.threads.size() + MORE_THREADS
                && before.files.containsAll(files);
    }

    private static List<String> openFiles() {
        List<String> found = new ArrayList<>();
        for (String number : names(new File("/proc/self/fd"))) {
            try {
                found.add(
                        Files.readSymbolicLink(Path.of("/proc/self/fd", number)).toString());
            } catch (IOException e) {
                // it was the listing's own
            }
        }
        Collections.sort(found);
        return found;
    }

    private static List<String> liveThreads() {
        List<String> names = new ArrayList<>();
        long[] ids = ManagementFactory.getThreadMXBean().getAllThreadIds();
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().getThreadInfo(ids)) {
            if (info != null) {
                names.add(info.getThreadName());
            }
        }
        Collections.sort(names);
        return names;
    }

    /* Others use these directories too: the sockets of other runs are not ours. */
    private static Set<String> temporaryFiles() {
        Set<String> found = new TreeSet<>();
        String own = "mesh-" + Run.ofThisJvm().id();
        List<Path> directories = List.of(
                Run.ofThisJvm().directory().getParent(), Path.of(System.getProperty("java.io.tmpdir")), Path.of(""));
        for (Path directory : directories) {
            for (String name : names(directory.toAbsolutePath().toFile())) {
                if (name.startsWith(own) || name.startsWith("hs_err") || name.startsWith("libnetty")) {
                    found.add(directory.resolve(name).toString());
                }
            }
        }
        return found;
    }

    private static String[] names(File directory) {
        String[] names = directory.list();
        if (names == null) {
            throw new UncheckedIOException(new IOException("no such directory: " + directory));
        }
        return names;
    }

    /** The counts. */
    @Override
    public String toString() {
        return "descriptors=" + descriptors.size() + " threads=" + threads.size() + " files=" + files.size();
    }

    /** The counts, and each one's name. */
    String inFull() {
        return this + "\n  " + String.join("\n  ", descriptors) + "\n  " + threads + "\n  " + files;
    }
}
