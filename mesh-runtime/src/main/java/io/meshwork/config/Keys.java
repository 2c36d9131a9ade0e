package io.meshwork.config;

import io.meshwork.config.Key.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings there are, each with its standard and what it does. A time is written {@code 500ms}, {@code 2s} or {@code
 * 1min} and is above 0; an amount of bytes {@code 1048576}, {@code 1024KiB}, {@code 64MiB} or {@code 1GiB}.
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

    private static final String PREFIX = "mesh.";
    static final String OF_TESTS = "mesh.test.";
    private static final long MOST_BYTES = 1L << 40;

    private static final List<Key> MADE = new ArrayList<>(); // by what follows, in that order

    public static final Key GRACE =
            time("mesh.grace", "2s", "each step of the ladder that ends a proc: StopAll, SIGTERM");
    public static final Key READY_IDLE_TIMEOUT = time("mesh.ready-idle-timeout", "10s", "a spawn barrier without news");
    public static final Key READY_TIMEOUT = time("mesh.ready-timeout", "30s", "a spawn barrier in all");
    public static final Key CALL_TIMEOUT =
            time("mesh.call-timeout", "30s", "`call`, a `receive` that names no bound, a fault on a member");
    public static final Key DELIVERY_TIMEOUT =
            time("mesh.delivery-timeout", "20s", "an envelope, until it comes back to its sender undeliverable");
    public static final Key HANDLER_WARNING = time(
            "mesh.handler-warning",
            "10s",
            "a handler, until it is reported as stuck: actor, message, stack; it goes on");
    public static final Key SHUTDOWN_TIMEOUT = time("mesh.shutdown-timeout", "15s", "`shutdown()` in all");
    public static final Key ACTOR_STOP_TIMEOUT = time("mesh.actor-stop-timeout", "2s", "an actor's stop");
    public static final Key CLEANUP_TIMEOUT = time("mesh.cleanup-timeout", "1s", "an actor's `stopped` hook");
    public static final Key TIME_FACTOR =
            made("mesh.time-factor", Type.FACTOR, "1", Reach.PROCESS, 0, 1_000, List.of(), "multiplies every time");
    public static final Key DEBUGGER = choice(
            "mesh.debugger",
            Reach.PROCESS,
            "whether a debugger may hold processes up, so that no time-out comes; `auto`: if there is one in the test JVM or a child",
            "auto",
            "true",
            "false");

    public static final Key MAX_FRAME = bytes("mesh.max-frame", "1GiB", Integer.MAX_VALUE, "a message");
    public static final Key MAILBOX_CAPACITY = number(
            "mesh.mailbox-capacity",
            "1000000",
            1,
            Integer.MAX_VALUE,
            "envelopes that wait in one mailbox, then back-pressure");
    public static final Key MAILBOX_BYTES =
            bytes("mesh.mailbox-bytes", "64MiB", MOST_BYTES, "payloads that wait in one mailbox, then back-pressure");
    public static final Key CONNECTION_BYTES = bytes(
            "mesh.connection-bytes",
            "64MiB",
            MOST_BYTES,
            "data posted to one connection and not yet acknowledged by the peer");
    public static final Key WHEN_FULL = choice(
            "mesh.when-full",
            Reach.PROCESS,
            "a sender that outruns its receiver has to `wait`, or the message comes back to it: `return`",
            "wait",
            "return");
    public static final Key CAST_FANOUT = number(
            "mesh.cast-fanout",
            "16",
            2,
            1024,
            "members up to which a cast goes to each directly, and children of a process in the tree beyond");
    public static final Key TRANSPORT =
            choice("mesh.transport", Reach.RUN, "what data travels on; `auto` is Unix sockets", "auto", "unix", "tcp");
    public static final Key EVENT_LOOP = choice(
            "mesh.event-loop",
            Reach.PROCESS,
            "what drives data connections; `auto` is epoll where its natives load, with `epoll` no process starts where they don't",
            "auto",
            "epoll",
            "nio");

    public static final Key MAX_WORKERS =
            number("mesh.max-workers", "256", 1, Integer.MAX_VALUE, "threads of a process that run actors");
    public static final Key REFUSE_SPAWN_AFTER_FAILURE = choice(
            "mesh.refuse-spawn-after-failure",
            Reach.PROCESS,
            "whether a proc takes no new actors once one of its actors has failed",
            "false",
            "true");
    public static final Key TERMINATE_CONCURRENCY =
            number("mesh.terminate-concurrency", "16", 1, 256, "processes of one parent that are being ended at once");
    public static final Key MAX_PROCESSES = made(
            "mesh.max-processes",
            Type.NUMBER,
            "10000",
            Reach.RUN,
            1,
            1_000_000,
            List.of(),
            "hosts and procs of a run, as far as the test JVM spawns them; more are refused");
    public static final Key MEMORY_BUDGET = made(
            "mesh.memory-budget",
            Type.BYTES,
            "",
            Reach.RUN,
            1024,
            MOST_BYTES,
            List.of(),
            "what processes of all runs of the user may take; else what the machine has, or its control group");
    public static final Key MEMORY_TIMEOUT =
            time("mesh.memory-timeout", "5min", "the wait for memory that other runs have");
    public static final Key TAIL_LINES = number("mesh.tail-lines", "50", 1, 10_000, "last lines kept of each process");
    public static final Key EVIDENCE_DIR = path(
            "mesh.evidence-dir",
            "target/mesh",
            "a directory",
            Reach.PROCESS,
            "where evidence is kept: output, crash reports; made when there is some");
    public static final Key KEEP = choice(
            "mesh.keep",
            Reach.CLIENT,
            "of which tests the evidence is kept: of those that `failed`, `always`, or `never`",
            "failed",
            "always",
            "never");
    public static final Key NETS = made(
            "mesh.nets",
            Type.LIST,
            "all",
            Reach.RUN,
            0,
            0,
            List.of("hook", "lease", "reaper", "sweep"),
            "the nets beside explicit shutdown");
    public static final Key MODE = choice(
            "mesh.mode",
            Reach.CLIENT,
            "hosts and procs in processes of their own, or in the test JVM",
            "processes",
            "in-process");
    public static final Key IN_PROCESS_COPY = choice(
            "mesh.in-process.copy",
            Reach.CLIENT,
            "in-process: whether messages go through the codec; `false` passes those without handles as they are",
            "true",
            "false");
    public static final Key INHERIT = made(
            "mesh.inherit",
            Type.NAMES,
            "",
            Reach.CLIENT,
            0,
            0,
            List.of(),
            "system properties of the test JVM that children get too, beside `mesh.*`, locale and time zone");
    public static final Key ARCHIVE = choice(
            "mesh.archive",
            Reach.CLIENT,
            "whether an archive of the harness's classes is made and used, and Netty's native library kept beside it, for a quick start of processes",
            "on",
            "off");
    public static final Key CACHE_DIR = path(
            "mesh.cache-dir",
            "",
            "a directory",
            Reach.CLIENT,
            "where they lie; else `meshwork` in `$XDG_CACHE_HOME`, or in `~/.cache`");
    public static final Key STANDBY = made(
            "mesh.standby",
            Type.NUMBER,
            "1",
            Reach.CLIENT,
            0,
            8,
            List.of(),
            "hosts that stand by for the next mesh, each with up to 2 procs, once a first one is up; 0: none");
    public static final Key DEBUG_RANK = made(
            "mesh.debug.rank",
            Type.NUMBER,
            "",
            Reach.CLIENT,
            0,
            Integer.MAX_VALUE,
            List.of(),
            "of each proc mesh, the proc of this rank waits for a debugger on a loopback port that it prints");
    public static final Key SOCKET_DIR = path(
            "mesh.socket-dir",
            "",
            "a directory",
            Reach.JVM,
            "where the socket directory of a run is made; else in `java.io.tmpdir`");
    public static final Key CONFIG = path(
            "mesh.config",
            "",
            "a file",
            Reach.JVM,
            "the settings file; else `mesh.properties` at the root of the class path, if it is there");

    static final List<Key> ALL = List.copyOf(MADE);

    private Keys() {}

    public static List<Key> all() {
        return ALL;
    }

    @Nullable
    static Key named(String name) {
        for (Key key : ALL) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    @Nullable
    static Key setBy(String variable) {
        for (Key key : ALL) {
            if (key.isSetBy(variable)) {
                return key;
            }
        }
        return null;
    }

    /** Whether a name is one of ours, be there such a setting or not. */
    static boolean isOurs(String name) {
        return name.startsWith(PREFIX) && !name.startsWith(OF_TESTS);
    }

    private static Key time(String name, String standard, String meaning) {
        return made(name, Type.TIME, standard, Reach.PROCESS, 0, 0, List.of(), meaning);
    }

    private static Key bytes(String name, String standard, long most, String meaning) {
        return made(name, Type.BYTES, standard, Reach.PROCESS, 1024, most, List.of(), meaning);
    }

    private static Key number(String name, String standard, long least, long most, String meaning) {
        return made(name, Type.NUMBER, standard, Reach.PROCESS, least, most, List.of(), meaning);
    }

    /* The first one is the standard. */
    private static Key choice(String name, Reach reach, String meaning, String... accepted) {
        return made(name, Type.CHOICE, accepted[0], reach, 0, 0, List.of(accepted), meaning);
    }

    private static Key path(String name, String standard, String target, Reach reach, String meaning) {
        return made(name, Type.PATH, standard, reach, 0, 0, List.of(target), meaning);
    }

    private static Key made(
            String name,
            Type type,
            String standard,
            Reach reach,
            long least,
            long most,
            List<String> words,
            String meaning) {
        Key key = new Key(name, type, standard, reach, least, most, words, meaning);
        MADE.add(key);
        return key;
    }
}
