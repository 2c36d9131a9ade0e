package io.meshwork.bootstrap.archive;

import io.meshwork.bootstrap.process.ClassPath;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Other versions of the harness's classes on a class path: children find the harness's, which comes first. Reads the lists
 * of contents of all jars.
 */
final class Shadows {

    private static final List<String> FOLDERS =
            List.of("io/meshwork/", "io/netty/", "org/jctools/", "org/slf4j/", "org/jspecify/");
    private static final String CLASS = ".class";

    private final Map<String, String> jarOfClass = new HashMap<>();

    private Shadows(List<String> harness) {
        for (String jar : harness) {
            for (String name : classesIn(new File(jar))) {
                jarOfClass.putIfAbsent(name, jar);
            }
        }
    }

    /** A line for each entry that holds such, for people. */
    static List<String> on(ClassPath classPath, List<String> harness) {
        Shadows shadows = new Shadows(harness);
        List<String> lines = new ArrayList<>();
        for (String entry : classPath.entries()) {
            if (!harness.contains(entry)) {
                shadows.look(entry, lines);
            }
        }
        return lines;
    }

    private void look(String entry, List<String> lines) {
        String first = null;
        int count = 0;
        for (String name : classesIn(new File(entry))) {
            if (jarOfClass.containsKey(name)) {
                first = first == null ? name : first;
                count++;
            }
        }
        if (first != null) {
            lines.add("hosts and procs take " + className(first) + (count == 1 ? "" : " and " + (count - 1) + " more")
                    + " from " + jarOfClass.get(first) + ", which shadows " + entry
                    + "; have one version of it on the class path, or keep its order by mesh.archive=off");
        }
    }

    private static String className(String name) {
        return name.substring(0, name.length() - CLASS.length()).replace('/', '.');
    }

    private static List<String> classesIn(File entry) {
        List<String> names = new ArrayList<>();
        if (entry.isDirectory()) {
            for (String folder : FOLDERS) {
                addFiles(new File(entry, folder), folder, names);
            }
        } else if (entry.isFile()) {
            addEntries(entry, names);
        }
        return names;
    }

    private static void addFiles(File directory, String folder, List<String> names) {
        File[] files = directory.listFiles();
        for (File file : files == null ? new File[0] : files) {
            if (file.isDirectory()) {
                addFiles(file, folder + file.getName() + "/", names);
            } else if (file.getName().endsWith(CLASS) && !file.getName().equals("package-info.class")) {
                names.add(folder + file.getName());
            }
        }
    }

    private static void addEntries(File jar, List<String> names) {
        try (ZipFile zip = new ZipFile(jar)) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                String name = all.nextElement().getName();
                if (isOfHarness(name) && name.endsWith(CLASS) && !name.endsWith("package-info.class")) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            // no jar: the JVM finds nothing in it, either
        }
    }

    private static boolean isOfHarness(String name) {
        for (String folder : FOLDERS) {
            if (name.startsWith(folder)) {
                return true;
            }
        }
        return false;
    }
}
