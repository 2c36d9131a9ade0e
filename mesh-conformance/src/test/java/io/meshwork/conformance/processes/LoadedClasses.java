package io.meshwork.conformance.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The classes that a JVM has loaded so far, in that order; those made at run time without what tells them apart. */
final class LoadedClasses {

    private final List<String> names;

    private LoadedClasses(List<String> names) {
        this.names = names;
    }

    /** The flag that has a JVM write down each class when it is loaded. */
    static String flag(Path file) {
        return "-Xlog:class+load:file=" + file + ":none";
    }

    static LoadedClasses none() {
        return new LoadedClasses(List.of());
    }

    /** What is written down there now. */
    static LoadedClasses in(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int end = line.indexOf(" source:");
            if (end > 0) {
                names.add(kind(line.substring(0, end)));
            }
        }
        return new LoadedClasses(names);
    }

    /* java.lang.invoke.LambdaForm$MH/0x00007f6e91008800, a.b.C$$Lambda$12/0x00007f6e910a1bf0, a.b.C$$Lambda/0x0000000034008d08 */
    private static String kind(String name) {
        int number = name.indexOf("/0x");
        String made = number > 0 ? name.substring(0, number) : name;
        int lambda = made.indexOf("$$Lambda");
        return lambda > 0 ? made.substring(0, lambda + "$$Lambda".length()) : made;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The lambdas that are written in classes whose names begin so. */
    List<String> lambdasOf(String start) {
        return names.stream()
                .filter(name -> name.startsWith(start) && name.endsWith("$$Lambda"))
                .toList();
    }

    int count() {
        return names.size();
    }

    /** Those of these kinds that the others don't have, or not as often. */
    List<String> beyond(LoadedClasses others, List<String> kinds) {
        List<String> allowed = new ArrayList<>(others.names);
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (isOneOf(kinds, name) && !allowed.remove(name)) {
                found.add(name);
            }
        }
        return found;
    }

    private static boolean isOneOf(List<String> kinds, String name) {
        return kinds.stream().anyMatch(kind -> name.startsWith(kind) || kind.startsWith("$$") && name.endsWith(kind));
    }
}
