package io.meshwork.mailbox;

import io.meshwork.cast.Part;
import io.meshwork.cast.Relay;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.pressure.Patience;
import io.meshwork.pressure.Pressure;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Payload;
import io.meshwork.wire.Undeliverable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one instance sends: numbered (OD-1), as there is room (BP-2), to each directly or along the tree of relays (CA-1). For
 * any thread.
 */
final class Outgoing {

    private static final int RELAY_HEADER_BYTES = 4_096;
    private static final int RELAY_BYTES_PER_MEMBER = 16;

    private final Instance from;
    private final Instance.Shared shared;
    private final boolean control;
    private final Instance.Events events;
    private final Numbering numbering = new Numbering();
    private final AtomicLong lastCast = new AtomicLong();

    /** @param control whether all of it belongs to the control plane */
    Outgoing(Instance from, Instance.Shared shared, boolean control, Instance.Events events) {
        this.from = from;
        this.shared = shared;
        this.control = control;
        this.events = events;
    }

    Numbering numbering() {
        return numbering;
    }

    /* Where it has to wait, it waits once for all. */
    void spread(
            List<ActorId> receivers, boolean toControl, Payload payload, @Nullable PortId replyTo, Patience patience) {
        int members = receivers.size();
        Envelope.Cast cast =
                members > 1 ? new Envelope.Cast(numbering.session(), lastCast.incrementAndGet(), members) : null;
        Instance.sent(cast == null ? Contribution.ALONE : cast, receivers);
        Relay relay = shared.relay();
        boolean plain = payload.isPassed() || payload.bytes().length > largestCarried(members);
        boolean direct = control || toControl || members <= shared.fanout() || plain;
        if (cast != null && relay != null && !direct && isRoomAtAll(receivers)) {
            relay.cast(
                    receivers,
                    shared.fanout(),
                    cast,
                    from.id(),
                    replyTo,
                    numbering.session(),
                    numbers(receivers),
                    payload.bytes());
            return;
        }
        Spread all = new Spread(receivers, toControl, payload, replyTo, cast, patience);
        if (control || toControl || shared.pressure().isClear()) {
            for (int rank = 0; rank < members; rank++) {
                post(all, rank);
            }
        } else {
            postAsThereIsRoom(all);
        }
    }

    /* Those that are full keep nobody else waiting. */
    private void postAsThereIsRoom(Spread all) {
        Pressure pressure = shared.pressure();
        List<Integer> ranks = new ArrayList<>(all.receivers().size());
        for (int rank = 0; rank < all.receivers().size(); rank++) {
            ranks.add(rank);
        }
        while (!ranks.isEmpty()) {
            List<PortId> full = new ArrayList<>();
            List<Integer> rest = new ArrayList<>();
            for (int rank : ranks) {
                ActorId receiver = all.receivers().get(rank);
                PortId to = receiver.port(PortId.HANDLER);
                if (!receiver.equals(from.id()) && pressure.hasToWait(to, all.patience())) {
                    full.add(to);
                    rest.add(rank);
                } else {
                    post(all, rank);
                }
            }
            pressure.awaitOne(full, all.patience());
            ranks = rest;
        }
    }

    private void post(Spread all, int rank) {
        PortId to = all.receivers().get(rank).port(PortId.HANDLER);
        post(to, all.toControl(), true, all.payload(), all.replyTo(), rank, all.patience(), all.cast());
    }

    /* Where there is none, each is sent to directly, as there is room. */
    private boolean isRoomAtAll(List<ActorId> receivers) {
        Pressure pressure = shared.pressure();
        if (pressure.isClear()) {
            return true;
        }
        for (ActorId receiver : receivers) {
            if (!receiver.equals(from.id()) && !pressure.isRoomAt(receiver.port(PortId.HANDLER))) {
                return false;
            }
        }
        return true;
    }

    /* So that it fits into a frame with what relays write in front of it. */
    private long largestCarried(int members) {
        return shared.maxMessageBytes() - (RELAY_HEADER_BYTES + (long) RELAY_BYTES_PER_MEMBER * members);
    }

    /* CA-4 */
    private long[] numbers(List<ActorId> receivers) {
        long[] numbers = new long[receivers.size()];
        for (int rank = 0; rank < numbers.length; rank++) {
            numbers[rank] = numbering.next(receivers.get(rank)).number();
        }
        return numbers;
    }

    /** Gives the value of a rank to a reduced port. */
    <T> void contribute(PortId port, boolean returned, Contribution<T> own, T value) {
        byte[] payload = from.encode(value);
        Envelope.Cast cast = own.castOrAlone();
        Part part = new Part(
                port,
                cast,
                false,
                List.of(new Part.Folded(own.rank(), own.rank(), payload)),
                returned ? Set.of() : Set.of(own.rank()));
        Envelope direct = new Envelope(
                Envelope.Kind.PART, false, returned, port, from.id(), null, own.rank(), null, cast, part.encoded());
        Relay relay = shared.relay();
        if (relay != null && own.split()) {
            relay.contribute(part, direct, Contribution.folding(own.reducer(), from));
        } else {
            shared.gateway().post(direct);
        }
    }

    /* Without patience: waiting begins where there is something to wait for. */
    void post(
            PortId to,
            boolean toControl,
            boolean returned,
            Payload payload,
            @Nullable PortId replyTo,
            int rank,
            @Nullable Patience patience,
            Envelope.@Nullable Cast cast) {
        boolean plane = control || toControl;
        if (payload.bytes().length > shared.maxMessageBytes()) {
            refuse(new Envelope(Envelope.Kind.MESSAGE, plane, to, from.id(), replyTo, rank, payload.bytes()));
            return;
        }
        if (!plane && !shared.pressure().isClear() && !to.actor().equals(from.id())) {
            Patience wait = patience == null ? Patience.whole() : patience;
            String refusal = shared.pressure().awaitRoom(to, wait);
            if (refusal != null) {
                returnFull(
                        new Envelope(
                                Envelope.Kind.MESSAGE,
                                false,
                                returned,
                                to,
                                from.id(),
                                replyTo,
                                rank,
                                null,
                                null,
                                payload),
                        refusal);
                return;
            }
        }
        move(to, plane, returned, payload, replyTo, rank, cast);
    }

    /* It has no number: nobody waits for it (BP-5). */
    private void returnFull(Envelope envelope, String reason) {
        if (envelope.replyTo() == null && envelope.returned() && events.returnsWaiting() >= Instance.MOST_RETURNED) {
            throw new MeshException("too many messages came back as their receivers are full, and were not taken:"
                    + " take them, or choose " + Keys.WHEN_FULL.name() + "=wait: waiting=" + events.returnsWaiting()
                    + " from=" + from.id() + ": " + reason);
        }
        if (envelope.mayBounce()) {
            from.deliver(envelope.bounced(Undeliverable.Category.FULL, reason));
        }
    }

    /** Sends it whatever waits there. */
    void move(
            PortId to,
            boolean plane,
            boolean returned,
            Payload payload,
            @Nullable PortId replyTo,
            int rank,
            Envelope.@Nullable Cast cast) {
        Envelope.Order order = plane || to.index() != PortId.HANDLER ? null : numbering.next(to.actor());
        shared.gateway()
                .post(new Envelope(
                        Envelope.Kind.MESSAGE, plane, returned, to, from.id(), replyTo, rank, order, cast, payload));
    }

    private void refuse(Envelope tooLarge) {
        int bytes = tooLarge.payload().length;
        if (tooLarge.replyTo() == null) {
            throw new CannotTravelException(Envelope.whyTooLarge(bytes, shared.maxMessageBytes()) + " to="
                    + tooLarge.to() + " from=" + from.id());
        }
        from.deliver(tooLarge.tooLarge(bytes, shared.maxMessageBytes()));
    }

    /* What goes to several. */
    private record Spread(
            List<ActorId> receivers,
            boolean toControl,
            Payload payload,
            @Nullable PortId replyTo,
            Envelope.@Nullable Cast cast,
            Patience patience) {}
}
