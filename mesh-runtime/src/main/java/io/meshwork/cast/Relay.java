package io.meshwork.cast;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.WireFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on casts: those that begin in its proc, and those that other relays hand to it. One in each proc. For any thread; waits
 * for nothing, and a busy actor doesn't hold it up.
 */
public final class Relay implements Sender, AutoCloseable {

    /** The name under which every proc has one. */
    public static final String NAME = "proc_cast";

    private static final int MOST_DOMAINS = 1_024;
    /* Of casts that are kept until they are done. What is forgotten goes on, but not past a relay that ends. */
    private static final int MOST_HELD = 10_000;
    private static final long MOST_HELD_BYTES = 64L << 20;
    private static final int MOST_AGAIN = 64;
    private static final int DONE_PER_FRAME = 64;
    private static final long DONE_MILLIS = 20;
    /* After so long, what is below a relay that says nothing is served past it: it may be suspended. */
    private static final long SILENT_MILLIS = 500;

    private final ActorId self;
    private final Sender gateway;
    private final long giveUpNanos;
    private final long session = ThreadLocalRandom.current().nextLong();
    private final Serial serial;
    private final Reductions reductions;
    private volatile boolean closed;
    // all below: of the serial work
    private final Map<List<ActorId>, Domain> roots = new Recent<>(MOST_DOMAINS);
    private final Map<Domain.Id, Domain> blocks = new Recent<>(MOST_DOMAINS);
    private final Map<Key, Held> held = new LinkedHashMap<>();
    private final Map<ActorId, List<Envelope.Cast>> toTell = new LinkedHashMap<>();
    private final Set<ProcId> silent = new HashSet<>();
    private long lastDomain;
    private long heldBytes;
    private boolean watching;
    private boolean tellingDue;

    /* One proc may be where a cast begins and also one that it comes to. */
    private record Key(Envelope.Cast cast, boolean begunHere) {}

    /**
     * @param workers fold values
     * @param giveUpMillis how long a cast is kept that some relay does not acknowledge
     */
    public Relay(ProcId proc, Sender gateway, Executor workers, long giveUpMillis) {
        this(proc, gateway, workers, giveUpMillis, new Serial());
    }

    Relay(ProcId proc, Sender gateway, Executor workers, long giveUpMillis, Serial serial) {
        this.serial = serial;
        self = proc.actor(NAME);
        this.gateway = gateway;
        giveUpNanos = TimeUnit.MILLISECONDS.toNanos(giveUpMillis);
        reductions = new Reductions(self, gateway, serial, workers);
    }

    /**
     * Begins a cast: to each receiver one message that says to be from the caster, with its rank in the list, its number and
     * the same payload.
     *
     * @param numbers of the receivers; never changed afterwards
     */
    public void cast(
            List<ActorId> receivers,
            int fanout,
            Envelope.Cast cast,
            ActorId from,
            @Nullable PortId replyTo,
            long orderSession,
            long[] numbers,
            byte[] payload) {
        serial.execute(() -> {
            Domain domain = roots.get(receivers);
            if (domain == null || domain.fanout() != fanout) {
                domain = Domain.of(new Domain.Id(session, ++lastDomain), fanout, receivers);
                roots.put(List.copyOf(receivers), domain);
            }
            Numbers byPosition = Numbers.of(domain.isInRankOrder() ? numbers : reordered(domain, numbers));
            handOn(
                    domain,
                    new Carried(domain.id(), cast, true, true, from, replyTo, orderSession, byPosition, payload),
                    null);
        });
    }

    private static long[] reordered(Domain domain, long[] byRank) {
        long[] byPosition = new long[byRank.length];
        int position = 0;
        for (Place place : domain.places()) {
            for (int rank : place.ranks()) {
                byPosition[position++] = byRank[rank];
            }
        }
        return byPosition;
    }

    /**
     * A member of this proc gives its value to a reduced port.
     *
     * @param direct holds the part, for the port
     */
    public void contribute(Part part, Envelope direct, Folding folding) {
        serial.execute(() -> reductions.take(part, direct, folding));
    }

    /** From other relays, and what came back of what was sent to them. */
    @Override
    public void post(Envelope envelope) {
        serial.execute(() -> take(envelope));
    }

    /** A process is gone. What was handed to it and it has not said to be done may have been received there. */
    public void ended(Address address, String reason) {
        serial.execute(() -> {
            silent.removeIf(proc -> proc.address().equals(address));
            for (Held one : List.copyOf(held.values())) {
                for (ProcId proc : one.pendingProcs()) {
                    if (proc.address().equals(address)) {
                        goPast(one, proc, reason + Undeliverable.MAY_BE_RECEIVED);
                    }
                }
            }
            reductions.processEnded();
        });
    }

    private void take(Envelope envelope) {
        try {
            switch (envelope.kind()) {
                case RELAY -> take(FrameFormat.read(envelope.payload()), envelope.from());
                case PART -> takePart(envelope);
                case UNDELIVERABLE -> cameBack(Bounce.decoded(envelope.payload()), envelope.cast() != null);
                case MESSAGE, REPLY, ERROR, SKIP, FULL, ROOM -> refuse(envelope, "relays take no messages");
            }
        } catch (WireFormatException | IllegalArgumentException e) {
            refuse(envelope, "can't be read: " + e.getMessage()); // CA-8
        }
    }

    private void refuse(Envelope envelope, String reason) {
        log().debug("{} can't take {}: {}", self, envelope, reason);
        if (envelope.mayBounce()) {
            gateway.post(envelope.bounced(Undeliverable.Category.NOT_TAKEN, reason + ": relay=" + self));
        }
    }

    private void take(Frame frame, ActorId from) {
        if (frame instanceof Frame.SetUp setUp) {
            blocks.put(setUp.block().id(), setUp.block());
        } else if (frame instanceof Frame.Carry carry) {
            arrived(carry.carried(), from);
        } else if (frame instanceof Frame.Done done) {
            silent.remove(from.proc());
            done.casts().forEach(cast -> {
                done(held.get(new Key(cast, true)), from.proc());
                done(held.get(new Key(cast, false)), from.proc());
            });
        } else if (frame instanceof Frame.Unknown unknown) {
            tellAgain(held.get(new Key(unknown.cast(), true)), from.proc());
            tellAgain(held.get(new Key(unknown.cast(), false)), from.proc());
        }
    }

    private void takePart(Envelope envelope) {
        Part part = Part.decoded(envelope.payload());
        Envelope direct = new Envelope(
                Envelope.Kind.PART,
                false,
                true,
                part.port(),
                self,
                null,
                envelope.rank(),
                null,
                part.cast(),
                envelope.payload());
        reductions.take(part, direct, null);
    }

    private void arrived(Carried carried, ActorId from) {
        Domain block = blocks.get(carried.domain());
        if (block == null) {
            tell(from, new Frame.Unknown(carried.cast()));
            return;
        }
        if (carried.numbers().size() != block.size()) {
            throw new WireFormatException(
                    "a cast for another block: members=" + carried.numbers().size() + " expected=" + block.size());
        }
        boolean cameBefore = reductions.knows(carried.cast());
        reductions.way(carried.cast(), block, carried.fromRoot() ? null : from);
        if (!cameBefore) {
            eachAtHead(block, carried, gateway);
            handOn(block, carried, from);
            return;
        }
        Held known = held.get(new Key(carried.cast(), false));
        if (known != null) {
            known.askers().add(from);
        } else {
            tellDone(from, carried.cast());
        }
    }

    private Sender back(String reason) {
        return envelope -> {
            if (envelope.mayBounce()) {
                gateway.post(envelope.bounced(Undeliverable.Category.PROCESS_ENDED, reason));
            }
        };
    }

    /* Of the members at the head of the block. */
    private void eachAtHead(Domain block, Carried carried, Sender way) {
        Place head = block.head();
        int[] member = {0};
        carried.numbers().part(0, head.size()).forEach(number -> {
            int at = member[0]++;
            way.post(carried.to(head.proc(), head.actors().get(at), head.ranks().get(at), number));
        });
    }

    private void handOn(Domain domain, Carried carried, @Nullable ActorId asker) {
        Held one = new Held(domain, carried, asker, serial.nanos());
        for (Domain block : domain.below()) {
            send(one, block);
        }
        if (one.pending().isEmpty()) {
            tellAskers(one);
        } else {
            hold(one);
        }
    }

    private void send(Held one, Domain block) {
        ProcId proc = block.head().proc();
        one.pending().put(proc, block);
        ActorId relay = proc.actor(NAME);
        if (!block.isTold()) {
            block.told(true);
            tell(relay, new Frame.SetUp(block)); // CA-3
        }
        tell(relay, new Frame.Carry(one.carried().part(one.domain(), block)));
        if (silent.contains(proc)) {
            passBelow(one, block);
        }
    }

    private void tell(ActorId relay, Frame frame) {
        boolean returned = frame instanceof Frame.Carry || frame instanceof Frame.SetUp;
        gateway.post(new Envelope(
                Envelope.Kind.RELAY,
                false,
                returned,
                relay.port(PortId.HANDLER),
                self,
                null,
                0,
                null,
                FrameFormat.bytes(frame)));
    }

    /* CA-7 */
    private void tellAgain(@Nullable Held one, ProcId proc) {
        Domain block = one == null ? null : one.pending().get(proc);
        if (one == null || block == null) {
            return;
        }
        block.told(false);
        if (one.again() > MOST_AGAIN) {
            goPast(one, proc, null);
        } else {
            send(one, block);
        }
    }

    private void cameBack(Bounce bounce, boolean isPart) {
        ActorId to = bounce.destination().actor();
        ProcId proc = to.proc();
        if (!to.name().equals(NAME)) {
            valuesCameBack(bounce, isPart);
        } else if (isPart) {
            reductions.goStraight(Part.decoded(bounce.head()));
        } else if (FrameFormat.read(bounce.head()) instanceof Frame.Carry carry) {
            Envelope.Cast cast = carry.carried().cast();
            boolean ended = bounce.category() == Undeliverable.Category.PROCESS_ENDED;
            String reason = ended ? bounce.reason() : null;
            goPast(held.get(new Key(cast, true)), proc, reason);
            goPast(held.get(new Key(cast, false)), proc, reason);
        }
    }

    private void valuesCameBack(Bounce bounce, boolean isPart) {
        if (isPart) {
            reductions.comeBack(Part.decoded(bounce.head()), bounce);
        } else {
            log().debug("{} could not deliver: {}", self, bounce.reason());
        }
    }

    /*
     * CA-8: its own members are sent to directly, or, if their process has ended, have it come back as that of the relay did;
     * those below get it from here.
     */
    private void goPast(@Nullable Held one, ProcId proc, @Nullable String ended) {
        Domain block = one == null ? null : one.pending().remove(proc);
        if (one == null || block == null) {
            return;
        }
        block.told(false);
        eachAtHead(block, one.carried().part(one.domain(), block), ended == null ? gateway : back(ended));
        passBelow(one, block);
        doneIfNonePending(one);
    }

    private void passBelow(Held one, Domain block) {
        if (one.pass(block.head().proc())) {
            for (Domain below : block.below()) {
                send(one, below);
            }
        }
    }

    private void done(@Nullable Held one, ProcId proc) {
        if (one != null && one.pending().remove(proc) != null) {
            doneIfNonePending(one);
        }
    }

    private void doneIfNonePending(Held one) {
        if (!one.pending().isEmpty()) {
            return;
        }
        release(key(one));
        tellAskers(one);
    }

    private void tellAskers(Held one) {
        one.askers().forEach(asker -> tellDone(asker, one.carried().cast()));
        one.askers().clear();
    }

    private static Key key(Held one) {
        return new Key(one.carried().cast(), one.domain().isRoot());
    }

    private void hold(Held one) {
        held.put(key(one), one);
        heldBytes += one.carried().payload().length;
        while (held.size() > MOST_HELD || heldBytes > MOST_HELD_BYTES && held.size() > 1) {
            release(held.keySet().iterator().next());
        }
        if (!watching) {
            watching = true;
            later(SILENT_MILLIS, this::watch);
        }
    }

    private void release(Key key) {
        Held one = held.remove(key);
        if (one != null) {
            heldBytes -= one.carried().payload().length;
        }
    }

    private void watch() {
        watching = false;
        long now = serial.nanos();
        held.values().removeIf(one -> {
            boolean tooOld = one.ageNanos(now) > giveUpNanos;
            heldBytes -= tooOld ? one.carried().payload().length : 0;
            return tooOld;
        });
        for (Held one : List.copyOf(held.values())) {
            if (one.ageNanos(now) >= TimeUnit.MILLISECONDS.toNanos(SILENT_MILLIS)) {
                passSilent(one);
            }
        }
        if (!held.isEmpty()) {
            watching = true;
            later(SILENT_MILLIS, this::watch);
        }
    }

    /* What is below it is safe then: who waits for this relay need not. */
    private void passSilent(Held one) {
        for (Domain block : List.copyOf(one.pending().values())) {
            if (!block.below().isEmpty()) {
                silent.add(block.head().proc());
                passBelow(one, block);
            }
        }
        if (one.ageNanos(serial.nanos()) >= TimeUnit.MILLISECONDS.toNanos(2 * SILENT_MILLIS)) {
            tellAskers(one);
        }
    }

    private void tellDone(ActorId relay, Envelope.Cast cast) {
        List<Envelope.Cast> casts = toTell.computeIfAbsent(relay, to -> new ArrayList<>());
        casts.add(cast);
        if (casts.size() >= DONE_PER_FRAME) {
            toTell.remove(relay);
            tell(relay, new Frame.Done(casts));
        } else if (!tellingDue) {
            tellingDue = true;
            later(DONE_MILLIS, this::tellAll);
        }
    }

    private void tellAll() {
        tellingDue = false;
        toTell.forEach((relay, casts) -> tell(relay, new Frame.Done(casts)));
        toTell.clear();
    }

    /** Its proc has ended: it forgets the casts that it keeps, and waits for nothing. */
    @Override
    public void close() {
        closed = true;
        serial.execute(() -> {
            held.clear();
            toTell.clear();
            heldBytes = 0;
        });
    }

    /* A timer would keep what it knows until it is due. */
    private void later(long millis, Runnable work) {
        if (closed) {
            return;
        }
        serial.later(millis, work);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Relay.class);
    }
}
