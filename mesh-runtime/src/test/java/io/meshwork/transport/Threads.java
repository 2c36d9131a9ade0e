package io.meshwork.transport;

import java.util.ArrayList;
import java.util.List;

/** The threads of this JVM. */
public final class Threads {

    private Threads() {}

    /** Names of the live ones that start so. */
    public static List<String> named(String prefix) {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(prefix)) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    /** Waits for the end of those of that name. */
    public static void join(String name) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(name)) {
                thread.join();
            }
        }
    }
}
