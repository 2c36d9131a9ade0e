package io.meshwork.config;

import java.util.List;

/**
 * The settings there are. A time is written {@code 500ms}, {@code 2s} or {@code 1min} and is above 0.
 *
 * <p>Some times bound others. What was set has to keep to this, else it is refused at start-up:
 *
 * <pre>
 * mesh.actor-stop-timeout + mesh.cleanup-timeout &lt;= 2 x mesh.grace &lt; mesh.shutdown-timeout
 * mesh.ready-idle-timeout &lt;= mesh.ready-timeout
 * </pre>
 *
 * <p>What was not set follows what was, so that setting one is enough:
 *
 * <ul>
 *   <li>{@link #GRACE}: 2 s; more where the actor's stop and hook need it; at most a fifth of a shutdown timeout that
 *       was set, or what lies between the two where a fifth is too little.
 *   <li>{@link #SHUTDOWN_TIMEOUT}: 15 s, or 5 graces if that is more.
 *   <li>{@link #ACTOR_STOP_TIMEOUT}: 2 s, but at most two thirds of 2 graces, or what the hook leaves of them if that
 *       was set.
 *   <li>{@link #CLEANUP_TIMEOUT}: 1 s, but at most what the actor's stop leaves of 2 graces.
 *   <li>{@link #READY_TIMEOUT}: 30 s, or the idle timeout if that is more; {@link #READY_IDLE_TIMEOUT}: 10 s, or the
 *       ready timeout if that is less.
 * </ul>
 *
 * <p>With {@code mesh.grace=300ms} alone, an actor has 400 ms for its stop and 200 ms for its hook.
 */
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
    /** An actor's {@code stopped} hook. */
    public static final Key CLEANUP_TIMEOUT = new Key("mesh.cleanup-timeout", "1s");
    /** The largest message, in bytes; 1024 or more. */
    public static final Key MAX_FRAME = new Key("mesh.max-frame", "1073741824");
    /** Threads that run actors, at the most, per process; 1 or more. */
    public static final Key MAX_WORKERS = new Key("mesh.max-workers", "256");
    /** Procs of a host that are being ended at once, at the most; 1 to 256. */
    public static final Key TERMINATE_CONCURRENCY = new Key("mesh.terminate-concurrency", "16");
    /** Last lines of a process's output that are kept; 1 to 10000. */
    public static final Key TAIL_LINES = new Key("mesh.tail-lines", "50");
    /** The directory where crash reports of children are kept; made only when there is something to keep. */
    public static final Key EVIDENCE_DIR = new Key("mesh.evidence-dir", "target/mesh");
    /** What data travels on: {@code auto} (Unix sockets where the natives load), {@code unix} or {@code tcp}. */
    public static final Key TRANSPORT = new Key("mesh.transport", "auto");
    /** The nets beside explicit shutdown: {@code all}, {@code none}, or a list of {@code hook,lease,reaper,sweep}. */
    public static final Key NETS = new Key("mesh.nets", "all");
    /** Multiplies every time; above 0, at most 1000. */
    public static final Key TIME_FACTOR = new Key("mesh.time-factor", "1");

    static final List<Key> TIMES = List.of(
            GRACE,
            READY_IDLE_TIMEOUT,
            READY_TIMEOUT,
            CALL_TIMEOUT,
            SHUTDOWN_TIMEOUT,
            ACTOR_STOP_TIMEOUT,
            CLEANUP_TIMEOUT);

    static final List<Key> ALL = List.of(
            GRACE,
            READY_IDLE_TIMEOUT,
            READY_TIMEOUT,
            CALL_TIMEOUT,
            SHUTDOWN_TIMEOUT,
            ACTOR_STOP_TIMEOUT,
            CLEANUP_TIMEOUT,
            MAX_FRAME,
            MAX_WORKERS,
            TERMINATE_CONCURRENCY,
            TAIL_LINES,
            EVIDENCE_DIR,
            TRANSPORT,
            NETS,
            TIME_FACTOR);

    private Keys() {}

    public static List<Key> all() {
        return ALL;
    }
}
