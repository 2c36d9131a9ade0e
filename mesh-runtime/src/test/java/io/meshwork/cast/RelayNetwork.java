package io.meshwork.cast;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Relays of many procs and the ways between them, each in order, mixed at random; procs may be dead, ways may lose. All on the
 * test's thread, and time passes when the test says so.
 */
final class RelayNetwork implements AutoCloseable {

    /* What relays do so soon they do as soon as nothing is under way. */
    private static final long SOON_MILLIS = 100;

    private record Way(ProcId from, ProcId to) {}

    private record Later(long atNanos, Runnable work) {}

    private final class Timed extends Serial {
        @Override
        void later(long millis, Runnable work) {
            Runnable inTurn = () -> execute(work);
            if (millis < SOON_MILLIS) {
                soon.add(inTurn);
            } else {
                later.add(new Later(nanos + TimeUnit.MILLISECONDS.toNanos(millis), inTurn));
            }
        }

        @Override
        long nanos() {
            return nanos;
        }
    }

    private final Random random;
    private final Map<ProcId, Relay> relays = new HashMap<>();
    private final Map<Way, Queue<Envelope>> underWay = new LinkedHashMap<>();
    private final List<Runnable> soon = new ArrayList<>();
    private final List<Later> later = new ArrayList<>();
    private long nanos;
    private final Map<ActorId, List<Envelope>> taken = new HashMap<>();
    private final List<Envelope> atClient = new ArrayList<>();
    private final Set<ProcId> dead = new HashSet<>();
    private final List<String> edges = new ArrayList<>();
    private Predicate<Envelope> lost = envelope -> false;
    private boolean portClosed;

    final ProcId client = proc("client");

    RelayNetwork(Random random) {
        this.random = random;
        add(client);
    }

    static ProcId proc(String name) {
        return new ProcId(name, new Address.InProcess(name));
    }

    ActorId root() {
        return client.actor("root");
    }

    Relay relay() {
        return relays.get(client);
    }

    /** One actor on each of so many procs. */
    List<ActorId> members(int count) {
        List<ActorId> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ProcId proc = proc("p" + i);
            add(proc);
            members.add(proc.actor("a0"));
        }
        return members;
    }

    private void add(ProcId proc) {
        relays.put(proc, new Relay(proc, envelope -> post(proc, envelope), Runnable::run, 60_000, new Timed()));
    }

    void kill(ProcId proc) {
        dead.add(proc);
    }

    /** The client takes no more values. */
    void closePort() {
        portClosed = true;
    }

    /** Envelopes that vanish, without a word. */
    void lose(Predicate<Envelope> which) {
        lost = which;
    }

    void post(ProcId from, Envelope envelope) {
        ProcId to = envelope.to().actor().proc();
        underWay.computeIfAbsent(new Way(from, to), way -> new ArrayDeque<>()).add(envelope);
    }

    /** Until nothing is under way, and no relay has anything to do soon. */
    void run() {
        runAsFarAsKnown();
        while (!soon.isEmpty()) {
            soon.remove(random.nextInt(soon.size())).run();
            runAsFarAsKnown();
        }
    }

    /** So much time passes, and then what relays are to do by now is done, until nothing is under way. */
    void pass(Duration time) {
        nanos += time.toNanos();
        List<Later> due = later.stream().filter(one -> one.atNanos() <= nanos).toList();
        later.removeAll(due);
        due.forEach(one -> one.work().run());
        run();
    }

    private void runAsFarAsKnown() {
        for (Way way = next(); way != null; way = next()) {
            Envelope envelope = take(way);
            if (lost.test(envelope)) {
                continue;
            }
            if (dead.contains(way.to())) {
                if (envelope.mayBounce() && !dead.contains(way.from())) {
                    Envelope back = envelope.bounced(Undeliverable.Category.PROCESS_ENDED, "dead: " + way.to());
                    post(way.to(), back);
                }
            } else if (!dead.contains(way.from()) || envelope.kind() == Envelope.Kind.UNDELIVERABLE) {
                edges.add(way.from().name() + ">" + way.to().name() + " " + envelope.kind());
                arrive(envelope);
            }
        }
    }

    private Way next() {
        List<Way> ways = new ArrayList<>();
        underWay.forEach((way, queue) -> {
            if (!queue.isEmpty()) {
                ways.add(way);
            }
        });
        return ways.isEmpty() ? null : ways.get(random.nextInt(ways.size()));
    }

    private Envelope take(Way way) {
        return underWay.get(way).remove();
    }

    private void arrive(Envelope envelope) {
        ActorId to = envelope.to().actor();
        if (to.name().equals(Relay.NAME)) {
            relays.get(to.proc()).post(envelope);
        } else if (portClosed && envelope.kind() == Envelope.Kind.PART) {
            if (envelope.mayBounce()) {
                post(client, envelope.bounced(Undeliverable.Category.PORT_CLOSED, "closed"));
            }
        } else if (to.proc().equals(client)) {
            atClient.add(envelope);
        } else {
            taken.computeIfAbsent(to, actor -> new ArrayList<>()).add(envelope);
        }
    }

    List<Envelope> taken(ActorId actor) {
        return taken.getOrDefault(actor, List.of());
    }

    List<Envelope> atClient() {
        return atClient;
    }

    /** Where undeliverables that came to the client were for. */
    Set<ActorId> cameBack() {
        Set<ActorId> actors = new HashSet<>();
        for (Envelope envelope : atClient) {
            if (envelope.kind() == Envelope.Kind.UNDELIVERABLE) {
                actors.add(Bounce.decoded(envelope.payload()).destination().actor());
            }
        }
        return actors;
    }

    /** As {@code from>to KIND}, in the order of arrival. */
    List<String> edges() {
        return edges;
    }

    /** A member gives its rank, as text, to port 5 of the client, where texts are put together. */
    void contribute(ActorId member, Envelope.Cast cast, int rank) {
        contribute(member, cast, rank, true);
    }

    void contribute(ActorId member, Envelope.Cast cast, int rank, boolean returned) {
        PortId port = root().port(5);
        byte[] text = (rank + ",").getBytes(StandardCharsets.UTF_8);
        List<Part.Folded> value = List.of(new Part.Folded(rank, rank, text));
        Part part = new Part(port, cast, false, value, returned ? Set.of() : Set.of(rank));
        Envelope direct =
                new Envelope(Envelope.Kind.PART, false, returned, port, member, null, rank, null, cast, part.encoded());
        relays.get(member.proc()).contribute(part, direct, RelayNetwork::folded);
    }

    private static Part folded(Part part) {
        byte[] all = text(part.values()).getBytes(StandardCharsets.UTF_8);
        return part.folded(false, all);
    }

    static String text(List<Part.Folded> values) {
        StringBuilder all = new StringBuilder();
        values.forEach(value -> all.append(new String(value.value(), StandardCharsets.UTF_8)));
        return all.toString();
    }

    @Override
    public void close() {
        relays.values().forEach(Relay::close);
    }
}
