package io.meshwork.conformance.ends;

import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.bootstrap.process.Signals;
import java.time.Duration;

/** How the life of a test JVM with meshes, or of a part of them, ends. */
enum WayToEnd {

    /** The client is closed; the JVM goes on. */
    CLOSE("client.close()", 5),
    /** {@code main} returns, nothing is closed. */
    RETURN("main returns", 5),
    EXIT("System.exit", 5),
    HALT("Runtime.halt", 2),
    SIGTERM("SIGTERM", 5),
    SIGINT("SIGINT", 5),
    SIGHUP("SIGHUP", 5),
    SIGKILL("SIGKILL", 2),
    SIGSEGV("SIGSEGV", 2),
    /** The host first, the JVM right after it. */
    ALL_SIGKILL("SIGKILL of JVM, host", 2),
    /** A host is killed; the JVM goes on. */
    HOST_SIGKILL("SIGKILL of the host", 2);

    private final String text;
    private final Duration bound;

    WayToEnd(String text, int boundSeconds) {
        this.text = text;
        bound = Duration.ofSeconds(boundSeconds);
    }

    /** From the end of the JVM, or of that part, until nothing is left. */
    Duration bound() {
        return bound;
    }

    /** Whether the JVM goes on. */
    boolean isInner() {
        return this == CLOSE || this == HOST_SIGKILL;
    }

    /** Taken by the JVM itself; those that come from outside are waited for. */
    void take(Client client, HostMesh hosts) {
        switch (this) {
            case CLOSE -> client.close();
            case EXIT -> System.exit(7);
            case HALT -> Runtime.getRuntime().halt(7);
            case HOST_SIGKILL -> hosts.get(0).kill();
            default -> {
                // RETURN does nothing; signals come from outside
            }
        }
    }

    /** The signal that the JVM gets from outside; 0 if none. */
    int signal() {
        return switch (this) {
            case SIGTERM -> Signals.TERM;
            case SIGINT -> 2;
            case SIGHUP -> 1;
            case SIGKILL, ALL_SIGKILL -> Signals.KILL;
            case SIGSEGV -> 11;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
