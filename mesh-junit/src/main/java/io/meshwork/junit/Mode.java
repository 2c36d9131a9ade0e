package io.meshwork.junit;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;

/** Where the hosts and procs of a test live. */
public enum Mode {
    /** What the setting {@code mesh.mode} says: processes, if it says nothing. */
    AS_SET,
    /** In processes of their own. */
    PROCESSES,
    /** In the test's own JVM: {@link io.meshwork.InProcessAllocator} says what that means. */
    IN_PROCESS;

    private static final String IN_PROCESS_WORD = "in-process";

    /** Those settings, with what this mode says of them. */
    Config in(Config config) {
        return switch (this) {
            case AS_SET -> config;
            case PROCESSES -> config.with(Keys.MODE, "processes");
            case IN_PROCESS -> config.with(Keys.MODE, IN_PROCESS_WORD);
        };
    }

    static boolean isInProcess(Config config) {
        return config.text(Keys.MODE).equals(IN_PROCESS_WORD);
    }
}
