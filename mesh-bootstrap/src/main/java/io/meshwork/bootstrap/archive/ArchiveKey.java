package io.meshwork.bootstrap.archive;

import io.meshwork.bootstrap.process.JavaCommand;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an archive is good for, as a name: the JDK, the flags that count, and the jars as they are now. */
final class ArchiveKey {

    private static final String FORMAT = "1"; // to be raised when the rehearsal changes
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private ArchiveKey() {}

    /** 16 hexadecimal digits. */
    static String of(JavaCommand java, List<String> jars) {
        List<String> parts = new ArrayList<>();
        parts.add(FORMAT);
        parts.add(java.java().toString());
        parts.add(System.getProperty("java.vm.version", "") + System.getProperty("java.vm.vendor", ""));
        Path server = Path.of(System.getProperty("java.home"), "lib", "server");
        parts.add(stamp(server.resolve("libjvm.so").toFile()));
        parts.add(stamp(server.resolve("classes.jsa").toFile()));
        parts.addAll(java.flags());
        for (String flag : java.handedDown().inherited()) {
            if (flag.startsWith("--")) {
                parts.add(flag);
            }
        }
        for (String jar : jars) {
            parts.add(jar);
            parts.add(stamp(new File(jar)));
        }
        return hash(parts);
    }

    /* What the JVM itself compares. */
    private static String stamp(File file) {
        return file.length() + "@" + file.lastModified();
    }

    /* FNV-1a. No digest of the JDK's: its providers are not loaded on the way to a first process. */
    private static String hash(List<String> parts) {
        long hash = FNV_OFFSET;
        for (String part : parts) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ '\n') * FNV_PRIME;
        }
        String digits = Long.toHexString(hash);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
