package io.meshwork.bootstrap.archive;

import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Netty's native library, kept beside the archives once it was taken out of its jar: where it is not, each process takes it
 * out for itself. For any thread; nothing here throws for what is wrong with files (AR-1).
 */
public final class NativeLibrary {

    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String JAR = "netty-transport-native-epoll";
    private static final String NAME = "libnetty_transport_native_epoll_";
    private static final AtomicBoolean BEGUN = new AtomicBoolean(); // in this JVM

    private final ArchiveDirectory directory;
    private final @Nullable Path jar; // null if there is none, or it is not wanted
    private final ArchiveFile kept;

    private NativeLibrary(ArchiveDirectory directory, @Nullable Path jar, ArchiveFile kept) {
        this.directory = directory;
        this.jar = jar;
        this.kept = kept;
    }

    /** That of a class path, for this machine's processor. */
    public static NativeLibrary of(ClassPath classPath, Config config) {
        return of(classPath, config, architecture());
    }

    static NativeLibrary of(ClassPath classPath, Config config, String architecture) {
        ArchiveDirectory directory = ArchiveDirectory.of(config);
        boolean on = config.text(Keys.ARCHIVE).equals("on") && !architecture.isEmpty();
        File jar = on ? jar(classPath, architecture) : null;
        String key = jar == null ? "none" : key(jar);
        Path file = directory.path().resolve(key).resolve(NAME + architecture + ".so");
        return new NativeLibrary(directory, jar == null ? null : jar.toPath(), new ArchiveFile(file));
    }

    /* As Netty has it in its names; empty for those of which it has none. */
    private static String architecture() {
        String name = System.getProperty("os.name").equals("Linux") ? System.getProperty("os.arch") : "";
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            default -> "";
        };
    }

    private static @Nullable File jar(ClassPath classPath, String architecture) {
        for (String entry : classPath.entries()) {
            String name = entry.substring(entry.lastIndexOf(File.separatorChar) + 1);
            if (name.startsWith(JAR) && name.endsWith(architecture + ".jar")) {
                return new File(entry);
            }
        }
        return null;
    }

    private static String key(File jar) {
        String name = jar.getName();
        return name.substring(0, name.length() - ".jar".length()) + "-" + Long.toHexString(jar.length()) + "-"
                + Long.toHexString(jar.lastModified());
    }

    /** The same command, to which the library that is kept is known. */
    public JavaCommand appliedTo(JavaCommand java) {
        return isKept() ? java.withLibraries(kept.path().getParent()) : java;
    }

    private boolean isKept() {
        return jar != null && directory.isOwn() && kept.state() == ArchiveFile.State.WHOLE;
    }

    /** Has it kept for the next start, if it isn't yet: on a thread that nobody waits for. */
    public void keepSoon() {
        if (jar != null && !isKept() && BEGUN.compareAndSet(false, true)) {
            Thread thread = new Thread(this::keep, "mesh-natives");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void keep() {
        Path from = jar;
        if (from == null) {
            return;
        }
        Path place = kept.path().getParent();
        String own = ArchiveDirectory.DRAFT + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Path draft = kept.path().resolveSibling(kept.path().getFileName() + own);
        try {
            directory.make();
            Files.createDirectories(place);
            if (kept.state() != ArchiveFile.State.DOUBTFUL || !kept.sealAnew()) {
                takeOut(from, draft);
                kept.publish(draft);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("the native library is not kept: jar={} place={}", from, place, e);
        } finally {
            draft.toFile().delete();
        }
    }

    private void takeOut(Path from, Path to) throws IOException {
        try (ZipFile open = new ZipFile(from.toFile())) {
            ZipEntry entry = open.getEntry("META-INF/native/" + kept.path().getFileName());
            if (entry == null) {
                throw new IOException("no native library in it");
            }
            try (InputStream content = open.getInputStream(entry)) {
                Files.copy(content, to);
            }
        }
    }
}
