package io.meshwork.config;

import java.util.List;

/**
 * The settings there are. A time is written {@code 500ms}, {@code 2s} or {@code 1min} and is above 0; an amount of bytes
 * {@code 1048576}, {@code 1024KiB}, {@code 64MiB} or {@code 1GiB}.
 *
 * <p>Some times bound others. What was set has to keep to this, else it is refused at start-up:
 *
 * <pre>
 * mesh.actor-stop-timeout + mesh.cleanup-timeout &lt;= 2 x mesh.grace &lt; mesh.shutdown-timeout
 * mesh.ready-idle-timeout &lt;= mesh.ready-timeout
 * mesh.delivery-timeout &lt; mesh.call-timeout
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
 *   <li>{@link #DELIVERY_TIMEOUT}: 20 s, but at most two thirds of a call timeout that was set, and not below 1 ms;
 *       {@link #CALL_TIMEOUT}: 30 s, or one and a half times the delivery timeout if that is more.
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
    /** An envelope, until it comes back to its sender undeliverable. */
    public static final Key DELIVERY_TIMEOUT = new Key("mesh.delivery-timeout", "20s");
    /** A handler, until it is reported as stuck: actor, message and stack. It goes on. */
    public static final Key HANDLER_WARNING = new Key("mesh.handler-warning", "10s");
    /** {@code shutdown()} in all. */
    public static final Key SHUTDOWN_TIMEOUT = new Key("mesh.shutdown-timeout", "15s");
    /** An actor's stop. */
    public static final Key ACTOR_STOP_TIMEOUT = new Key("mesh.actor-stop-timeout", "2s");
    /** An actor's {@code stopped} hook. */
    public static final Key CLEANUP_TIMEOUT = new Key("mesh.cleanup-timeout", "1s");
    /** The largest message, in bytes; 1 KiB to 2 GiB - 1. */
    public static final Key MAX_FRAME = new Key("mesh.max-frame", "1GiB");
    /** Envelopes that wait in one mailbox, at the most, before back-pressure; 1 or more. */
    public static final Key MAILBOX_CAPACITY = new Key("mesh.mailbox-capacity", "1000000");
    /** Payloads that wait in one mailbox, in bytes, at the most, before back-pressure; 1 KiB to 1 TiB. */
    public static final Key MAILBOX_BYTES = new Key("mesh.mailbox-bytes", "64MiB");
    /** Data posted to one connection and not yet acknowledged by the peer, in bytes, at the most; 1 KiB to 1 TiB. */
    public static final Key CONNECTION_BYTES = new Key("mesh.connection-bytes", "64MiB");
    /** What a sender that outruns its receiver gets: it has to {@code wait}, or the message comes back: {@code return}. */
    public static final Key WHEN_FULL = new Key("mesh.when-full", "wait");
    /** Members up to which a cast goes to each directly, and children of a process in the tree beyond; 2 to 1024. */
    public static final Key CAST_FANOUT = new Key("mesh.cast-fanout", "16");
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
    /** What drives data connections: {@code auto} (epoll where its natives load), {@code epoll} or {@code nio}. */
    public static final Key EVENT_LOOP = new Key("mesh.event-loop", "auto");
    /** Where hosts and procs live: {@code processes} of their own, or {@code in-process}, in the test JVM. */
    public static final Key MODE = new Key("mesh.mode", "processes");
    /** In-process only: whether messages go through the codec; {@code true} or {@code false}. */
    public static final Key IN_PROCESS_COPY = new Key("mesh.in-process.copy", "true");
    /** Whether a proc refuses new actors once one of its actors has failed; {@code true} or {@code false}. */
    public static final Key REFUSE_SPAWN_AFTER_FAILURE = new Key("mesh.refuse-spawn-after-failure", "false");
    /** The nets beside explicit shutdown: {@code all}, {@code none}, or a list of {@code hook,lease,reaper,sweep}. */
    public static final Key NETS = new Key("mesh.nets", "all");
    /** Multiplies every time; above 0, at most 1000. */
    public static final Key TIME_FACTOR = new Key("mesh.time-factor", "1");

    static final List<Key> TIMES = List.of(
            GRACE,
            READY_IDLE_TIMEOUT,
            READY_TIMEOUT,
            CALL_TIMEOUT,
            DELIVERY_TIMEOUT,
            HANDLER_WARNING,
            SHUTDOWN_TIMEOUT,
            ACTOR_STOP_TIMEOUT,
            CLEANUP_TIMEOUT);

    static final List<Key> ALL = List.of(
            GRACE,
            READY_IDLE_TIMEOUT,
            READY_TIMEOUT,
            CALL_TIMEOUT,
            DELIVERY_TIMEOUT,
            HANDLER_WARNING,
            SHUTDOWN_TIMEOUT,
            ACTOR_STOP_TIMEOUT,
            CLEANUP_TIMEOUT,
            MAX_FRAME,
            MAILBOX_CAPACITY,
            MAILBOX_BYTES,
            CONNECTION_BYTES,
            WHEN_FULL,
            CAST_FANOUT,
            MAX_WORKERS,
            TERMINATE_CONCURRENCY,
            TAIL_LINES,
            EVIDENCE_DIR,
            TRANSPORT,
            EVENT_LOOP,
            MODE,
            IN_PROCESS_COPY,
            REFUSE_SPAWN_AFTER_FAILURE,
            NETS,
            TIME_FACTOR);

    private Keys() {}

    public static List<Key> all() {
        return ALL;
    }
}
