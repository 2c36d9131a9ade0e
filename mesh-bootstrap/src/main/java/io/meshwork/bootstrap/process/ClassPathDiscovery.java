package io.meshwork.bootstrap.process;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Finds out what the class path of this JVM really is, whoever has started it. */
final class ClassPathDiscovery {

    private static final String PATCH = "--patch-module=";

    private ClassPathDiscovery() {}

    static List<String> ofThisJvm() {
        Set<Path> entries = new LinkedHashSet<>();
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath != null) {
            addPatches(InheritedFlags.inputArguments(), entries);
            for (Path entry : split(modulePath)) {
                addModules(entry, entries);
            }
        }
        String surefire = System.getProperty("surefire.test.class.path");
        entries.addAll(expand(split(surefire != null ? surefire : System.getProperty("java.class.path", ""))));
        List<String> texts = new ArrayList<>();
        for (Path entry : entries) {
            texts.add(entry.toString());
        }
        return texts;
    }

    /** Absolute. An empty element is the working directory, as it is to the JVM. */
    static List<Path> split(String joined) {
        List<Path> entries = new ArrayList<>();
        int from = 0;
        while (from <= joined.length() && !joined.isEmpty()) {
            int end = joined.indexOf(File.pathSeparatorChar, from);
            int to = end < 0 ? joined.length() : end;
            entries.add(Path.of(joined.substring(from, to)).toAbsolutePath());
            from = to + 1;
        }
        return entries;
    }

    /** A class path that is one jar with nothing but a manifest becomes what that manifest points to. */
    static List<Path> expand(List<Path> entries) {
        if (entries.size() != 1 || !entries.get(0).toString().endsWith(".jar")) {
            return entries;
        }
        Path jar = entries.get(0);
        String pointers = classPathOfManifestOnly(jar);
        return pointers == null ? entries : resolve(pointers, jar);
    }

    private static @Nullable String classPathOfManifestOnly(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null || hasContents(jar)
                    ? null
                    : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        } catch (IOException e) {
            return null; // not a jar that can be read; the JVM skips such an entry, too
        }
    }

    private static boolean hasContents(JarFile jar) {
        for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
            if (!all.nextElement().getName().startsWith("META-INF/")) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> resolve(String pointers, Path jar) {
        List<Path> entries = new ArrayList<>();
        URI base = jar.toUri();
        for (String pointer : pointers.trim().split(" +")) {
            try {
                entries.add(Path.of(base.resolve(pointer)));
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                continue; // no file: the JVM skips it, too
            }
        }
        return entries;
    }

    /**
     * What {@code --patch-module} puts into modules, test classes as a rule, so that it comes before what it patches.
     */
    static void addPatches(List<String> inputArguments, Set<Path> entries) {
        for (String argument : inputArguments) {
            int value = argument.startsWith(PATCH) ? argument.indexOf('=', PATCH.length()) : -1;
            if (value >= 0) {
                entries.addAll(split(argument.substring(value + 1)));
            }
        }
    }

    /** A directory on the module path is a module itself, or holds modules. */
    static void addModules(Path entry, Set<Path> entries) {
        File[] files = entry.toFile().listFiles();
        if (files == null || Files.exists(entry.resolve("module-info.class"))) {
            entries.add(entry);
            return;
        }
        Arrays.sort(files);
        for (File file : files) {
            if (file.isDirectory() || file.getName().endsWith(".jar")) {
                entries.add(file.toPath());
            }
        }
    }
}
