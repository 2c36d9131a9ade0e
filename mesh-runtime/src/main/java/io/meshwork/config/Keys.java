package io.meshwork.config;

import java.util.List;

/** The settings there are. */
public final class Keys {

    /** Each step of the ladder that ends a proc: StopAll, SIGTERM. */
    public static final Key GRACE = new Key("mesh.grace", "2s");
    /** A spawn barrier without news. */
    public static final Key READY_IDLE_TIMEOUT = new Key("mesh.ready-idle-timeout", "10s");
    /** A spawn barrier in all. */
    public static final Key READY_TIMEOUT = new Key("mesh.ready-timeout", "30s");
    /** A {@code call}, and a {@code receive} that names no bound. */
    public static final Key CALL_TIMEOUT = new Key("mesh.call-timeout", "30s");
    /** {@code shutdown()} in all. */
    public static final Key SHUTDOWN_TIMEOUT = new Key("mesh.shutdown-timeout", "15s");
    /** An actor's stop. */
    public static final Key ACTOR_STOP_TIMEOUT = new Key("mesh.actor-stop-timeout", "2s");
    /** The largest message, in bytes. */
    public static final Key MAX_FRAME = new Key("mesh.max-frame", "1073741824");
    /** Threads that run actors, at the most, per process. */
    public static final Key MAX_WORKERS = new Key("mesh.max-workers", "256");
    /** What data travels on: {@code auto} (Unix sockets where the natives load), {@code unix} or {@code tcp}. */
    public static final Key TRANSPORT = new Key("mesh.transport", "auto");
    /** The nets beside explicit shutdown: {@code all}, {@code none}, or a list of names. */
    public static final Key NETS = new Key("mesh.nets", "all");
    /** Multiplies every time. */
    public static final Key TIME_FACTOR = new Key("mesh.time-factor", "1");

    static final List<Key> ALL = List.of(
            GRACE,
            READY_IDLE_TIMEOUT,
            READY_TIMEOUT,
            CALL_TIMEOUT,
            SHUTDOWN_TIMEOUT,
            ACTOR_STOP_TIMEOUT,
            MAX_FRAME,
            MAX_WORKERS,
            TRANSPORT,
            NETS,
            TIME_FACTOR);

    private Keys() {}

    public static List<Key> all() {
        return ALL;
    }
}
