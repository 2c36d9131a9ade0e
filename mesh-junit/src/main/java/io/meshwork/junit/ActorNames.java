package io.meshwork.junit;

import java.util.HashMap;
import java.util.Map;

/** Names for clients and meshes, made of those of classes or as they were said. One of these gives no name twice. Not safe for threads. */
final class ActorNames {

    /* The longest of an id's names, less a dash and ten digits. */
    private static final int LONGEST = 63 - 11;

    private final Map<String, Integer> last = new HashMap<>();

    /** {@code counter-1} for the first of the class {@code Counter} */
    String next(Class<?> type) {
        String base = of(type.getSimpleName());
        String name = Character.toLowerCase(base.charAt(0)) + base.substring(1);
        return name + "-" + last.merge(name, 1, Integer::sum);
    }

    /** {@code left} the first time, then {@code left-2} */
    String next(String said) {
        int number = last.merge(said, 1, Integer::sum);
        return number == 1 ? said : said + "-" + number;
    }

    /** {@code hosts} where nothing was said */
    String hosts(String said) {
        return next(said.isEmpty() ? "hosts" : said);
    }

    /** {@code p0}, {@code p1} where nothing was said */
    String procs(String said) {
        return said.isEmpty() ? "p" + (last.merge("p", 1, Integer::sum) - 1) : next(said);
    }

    /** What {@link #procs} will give next for the same. */
    String nextOfProcs(String said) {
        int given = last.getOrDefault(said.isEmpty() ? "p" : said, 0);
        if (said.isEmpty()) {
            return "p" + given;
        }
        return given == 0 ? said : said + "-" + (given + 1);
    }

    /** The last part of a class's name, with {@code _} for what an id can't have. */
    static String of(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < simple.length() && i < LONGEST; i++) {
            char c = simple.charAt(i);
            boolean fits = c < 128 && Character.isLetterOrDigit(c);
            name.append(fits || c == '-' ? c : '_');
        }
        return name.length() == 0 ? "_" : name.toString();
    }
}
