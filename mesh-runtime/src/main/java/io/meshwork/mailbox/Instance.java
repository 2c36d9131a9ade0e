package io.meshwork.mailbox;

import io.meshwork.cast.Relay;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.BrokenInvariants;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.pressure.Backlog;
import io.meshwork.pressure.Patience;
import io.meshwork.pressure.Pressure;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Payload;
import io.meshwork.wire.PayloadCodec;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one a handle acts for: a client or an actor, seen from its outgoing side. It sends in its own name, opens ports,
 * and hears what comes back and what fails of the meshes it owns. For any thread.
 */
public final class Instance implements Receiver {

    /** Of its own messages that came back as their receivers are full, how many may wait before it can send no more. */
    public static final int MOST_RETURNED = 10_000;
    /**
     * Of returned messages, how many wait for one actor at the most; what comes back beyond that is dropped. Receivers that
     * are full stop it before, but more may be under way.
     */
    public static final int MOST_RETURNED_KEPT = 10 * MOST_RETURNED;

    /* The reduced ports whose refs are in what this thread encoded last. */
    private static final ThreadLocal<@Nullable List<ReducedPort<?>>> ENCODED = new ThreadLocal<>();

    private final ActorId id;
    private final Shared shared;
    private final boolean control;
    private final Events events;
    private final Ownership owned;
    private final Outgoing outgoing;
    private final CastsBack castsBack = new CastsBack();
    private final AtomicLong lastIndex = new AtomicLong(PortId.HANDLER);
    private final ConcurrentHashMap<Long, Sender> ports = new ConcurrentHashMap<>();

    /**
     * What the instances of one proc share.
     *
     * @param relay hands on casts to many; where there is none, they are sent to each
     * @param passes whether values without handles are passed as they are to what lives in this JVM
     * @param maxMessageBytes {@code mesh.max-frame}
     * @param fanout {@code mesh.cast-fanout}
     */
    public record Shared(
            Sender gateway,
            PayloadCodec codec,
            ClassLoader loader,
            Config config,
            Executor workers,
            OwnProcess process,
            Pressure pressure,
            Replacements replacements,
            @Nullable Relay relay,
            boolean passes,
            int maxMessageBytes,
            int fanout) {

        public Shared(
                Sender gateway,
                PayloadCodec codec,
                ClassLoader loader,
                Config config,
                Executor workers,
                OwnProcess process) {
            this(
                    gateway,
                    codec,
                    loader,
                    config,
                    workers,
                    process,
                    new Pressure(config),
                    new Replacements(),
                    null,
                    false,
                    (int) config.bytes(Keys.MAX_FRAME),
                    config.integer(Keys.CAST_FANOUT));
        }

        public Shared with(Relay relay) {
            return with(relay, passes);
        }

        public Shared passing() {
            return with(relay, true);
        }

        private Shared with(@Nullable Relay nextRelay, boolean nextPasses) {
            return new Shared(
                    gateway,
                    codec,
                    loader,
                    config,
                    workers,
                    process,
                    pressure,
                    replacements,
                    nextRelay,
                    nextPasses,
                    maxMessageBytes,
                    fanout);
        }
    }

    /** What an instance hears without having asked. Called on threads of the gateway: must not block. */
    public interface Events {
        /**
         * A message of its own came back.
         *
         * @param returned decodes the message when asked for its text: not on the gateway's threads
         */
        void undeliverable(Supplier<Undeliverable> returned);

        void failed(MeshFailure failure);

        /**
         * Something that was waited for has come: it is handed over next, on this thread, which may block. Not on those of the
         * gateway.
         */
        default void handsOver() {}

        /** How many of its own messages came back that it has not looked at. */
        default int returnsWaiting() {
            return 0;
        }
    }

    /** @param control whether all it sends belongs to the control plane */
    public Instance(ActorId id, Shared shared, boolean control, Events events) {
        this.id = id;
        this.shared = shared;
        this.control = control;
        this.events = events;
        owned = new Ownership(id);
        outgoing = new Outgoing(this, shared, control, events);
    }

    /** The one that a payload is decoded for. */
    public static Instance of(Receiver receiver) {
        return receiver instanceof Arrival arrival ? arrival.instance() : (Instance) receiver;
    }

    public ActorId id() {
        return id;
    }

    /** The threads that may run user code. */
    public Executor workers() {
        return shared.workers();
    }

    public Config config() {
        return shared.config();
    }

    /** What it posts goes that way. */
    public Sender way() {
        return shared.gateway();
    }

    /** What its process knows of procs that were replaced. */
    public Replacements replacements() {
        return shared.replacements();
    }

    /** Where it lives. */
    public OwnProcess process() {
        return shared.process();
    }

    /** How long a call or receive waits that names no bound. */
    public Duration callTimeout() {
        return shared.config().duration(Keys.CALL_TIMEOUT);
    }

    public byte[] encode(@Nullable Object value) {
        if (ENCODED.get() != null) {
            ENCODED.remove();
        }
        return shared.codec().encode(value);
    }

    /** Bytes, or the value itself where it may be passed to all of them. */
    public Payload payload(List<ActorId> receivers, boolean toControl, @Nullable Object value) {
        boolean passed = shared.passes() && value != null && !control && !toControl && isHere(receivers);
        if (!passed || shared.codec().mayHoldHandle(value)) {
            return Payload.of(encode(value));
        }
        ENCODED.remove();
        return Payload.passed(value, shared.codec());
    }

    /* What lives in a process that is an object reaches others in its JVM, and what leaves the JVM is encoded there. */
    private boolean isHere(List<ActorId> receivers) {
        if (id.proc().address() instanceof Address.InProcess) {
            return true;
        }
        for (ActorId receiver : receivers) {
            if (!(receiver.proc().address() instanceof Address.InProcess)) {
                return false;
            }
        }
        return true;
    }

    /** The ref of a reduced port of its own is in what is being encoded. */
    void encoded(ReducedPort<?> port) {
        List<ReducedPort<?>> ports = ENCODED.get();
        if (ports == null) {
            ports = new ArrayList<>(1);
            ENCODED.set(ports);
        }
        ports.add(port);
    }

    public @Nullable Object decode(Envelope envelope, Type declared) {
        if (envelope.content().isPassed()) {
            return envelope.content().value(declared);
        }
        Receiver receiver = envelope.cast() == null ? this : new Arrival(this, envelope);
        return shared.codec().decode(envelope.payload(), declared, receiver);
    }

    public @Nullable Object decode(byte[] payload, Type declared) {
        return shared.codec().decode(payload, declared, this);
    }

    /** The class of an envelope's value, by binary name, without loading it; empty where the value's form says it. */
    public String className(Envelope envelope) {
        Payload content = envelope.content();
        return content.isPassed() ? content.className() : shared.codec().className(content.bytes());
    }

    /** @throws MeshException if this process has no such class */
    public Class<?> load(String className) {
        try {
            return Class.forName(className, false, shared.loader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new MeshException("no such class in this process: class=" + className + " at=" + id, e);
        }
    }

    /** Of a mailbox or port of its own. */
    public Backlog backlog(PortId port) {
        return new Backlog(port, shared.pressure(), shared.gateway());
    }

    public <T> Port<T> openPort(Class<T> type) {
        long index = lastIndex.incrementAndGet();
        Port<T> port = new Port<>(this, id.port(index), type, callTimeout());
        ports.put(index, port);
        return port;
    }

    public <T> OncePort<T> openOncePort(Class<T> type) {
        long index = lastIndex.incrementAndGet();
        OncePort<T> port = new OncePort<>(this, id.port(index), type, callTimeout());
        ports.put(index, port);
        return port;
    }

    /** A port that folds all that comes into a state. */
    public <S, U> AccumulatingPort<S, U> openAccumulatingPort(
            Class<U> type, S initial, BiFunction<? super S, ? super U, ? extends S> fold) {
        long index = lastIndex.incrementAndGet();
        AccumulatingPort<S, U> port = new AccumulatingPort<>(this, id.port(index), type, initial, fold, callTimeout());
        ports.put(index, port);
        return port;
    }

    /** A port that takes one value of each member of a cast, folded into one. */
    public <T> ReducedPort<T> openReducePort(Reducer<T> reducer) {
        long index = lastIndex.incrementAndGet();
        ReducedPort<T> port = new ReducedPort<>(this, id.port(index), reducer, callTimeout());
        ports.put(index, port);
        return port;
    }

    /** A port whose values go to a listener, on the gateway's threads: it must not block. Close it by its ref's index. */
    public <T> PortRef<T> listen(Class<T> type, Consumer<T> listener) {
        long index = lastIndex.incrementAndGet();
        ports.put(index, envelope -> hear(envelope, type, listener));
        return new PortRef<>(id.port(index), this);
    }

    /* What a listener throws must not end the thread that serves everything else. */
    private <T> void hear(Envelope envelope, Class<T> type, Consumer<T> listener) {
        try {
            listener.accept(type.cast(decode(envelope, type)));
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "PS-2", id + " could not take a report: " + envelope, e);
        }
    }

    /** A port that answers whatever asks there, on the gateway's threads: must not block. Close it by its index. */
    public PortId answering(Supplier<byte[]> payload) {
        long index = lastIndex.incrementAndGet();
        ports.put(index, request -> answer(request, Envelope.Kind.REPLY, payload.get()));
        return id.port(index);
    }

    /** Asks there, and opens the port for the answer. */
    public Answers ask(PortId answering) {
        Answers answers = openAnswers(List.of(answering.actor()));
        outgoing.post(answering, false, true, Payload.of(new byte[0]), answers.replyTo(), 0, null, null);
        return answers;
    }

    public void closePort(long index) {
        ports.remove(index);
    }

    /** Its owner has ended: nobody reads its ports any more, and what comes for them goes back. */
    public void closePorts() {
        for (Sender port : ports.values()) {
            if (port instanceof Port<?> stream) {
                stream.close();
            } else if (port instanceof OncePort<?> once) {
                once.close();
            } else if (port instanceof ReducedPort<?> reduced) {
                reduced.close();
            } else if (port instanceof AccumulatingPort<?, ?> accumulating) {
                accumulating.close();
            }
        }
    }

    /** Waits as {@link #post}. */
    public void send(PortId to, boolean toControl, Object value) {
        send(to, toControl, true, value);
    }

    /** @param returned whether it comes back when it can't be delivered */
    public void send(PortId to, boolean toControl, boolean returned, Object value) {
        List<ActorId> receiver = List.of(to.actor());
        Payload payload = payload(receiver, toControl, value);
        sent(Contribution.ALONE, receiver);
        outgoing.post(to, toControl, returned, payload, null, 0, null, null);
    }

    /** What was encoded last on this thread goes to these: its reduced ports are told whom they wait for. */
    static void sent(Envelope.Cast cast, List<ActorId> receivers) {
        List<ReducedPort<?>> reduced = ENCODED.get();
        if (reduced != null) {
            reduced.forEach(port -> port.sent(cast, receivers));
        }
    }

    /** Sends a payload that is made already to each; waits once for all, as {@link #post}. */
    public void cast(List<ActorId> receivers, boolean toControl, Payload payload) {
        outgoing.spread(receivers, toControl, payload, null, Patience.whole());
    }

    /** Sends a payload that is made already, and opens the port for the answers; one payload serves all receivers. */
    public Answers ask(List<ActorId> receivers, boolean toControl, Payload payload) {
        return ask(receivers, toControl, payload, Patience.whole());
    }

    /** @param patience with which it waits for room */
    public Answers ask(List<ActorId> receivers, boolean toControl, Payload payload, Patience patience) {
        Answers answers = openAnswers(receivers);
        outgoing.spread(receivers, toControl, payload, answers.replyTo(), patience);
        return answers;
    }

    /** As {@link #ask}, but gets through to whom is full, and never waits: for what ends actors, or looks at them. */
    public Answers askAtOnce(List<ActorId> receivers, byte[] payload) {
        Answers answers = openAnswers(receivers);
        for (int rank = 0; rank < receivers.size(); rank++) {
            PortId to = receivers.get(rank).port(PortId.HANDLER);
            outgoing.move(to, control, true, Payload.of(payload), answers.replyTo(), rank, null);
        }
        return answers;
    }

    /** Gives the value of a rank to a reduced port. */
    <T> void contribute(PortId port, boolean returned, Contribution<T> own, T value) {
        outgoing.contribute(port, returned, own, value);
    }

    private Answers openAnswers(List<ActorId> receivers) {
        long index = lastIndex.incrementAndGet();
        Answers answers = new Answers(this, index, receivers);
        ports.put(index, answers);
        return answers;
    }

    /**
     * Sends a payload that is encoded already. What goes to an actor on the data plane gets its number here (OD-1). Waits
     * for room where the receiver is full, or has it come back, as {@code mesh.when-full} says (BP-2).
     *
     * @throws CannotTravelException if it is larger than {@code mesh.max-frame} and nobody waits for an answer
     * @throws MeshException if too much has come back as the receiver was full, and was not taken (BP-6)
     */
    public void post(
            PortId to, boolean toControl, boolean returned, byte[] payload, @Nullable PortId replyTo, int rank) {
        outgoing.post(to, toControl, returned, Payload.of(payload), replyTo, rank, null, null);
    }

    /** Whether nobody is known to have to wait who sends there. */
    public boolean isRoomAt(PortId port) {
        return shared.pressure().isRoomAt(port);
    }

    /** Answers an envelope that has a {@code replyTo}. */
    public void answer(Envelope request, Envelope.Kind kind, byte[] payload) {
        answer(request, kind, Payload.of(payload));
    }

    /** Answers it with a value. @throws CannotTravelException if it can't travel, nor be passed */
    public void answer(Envelope request, @Nullable Object value) {
        PortId replyTo = request.replyTo();
        if (replyTo != null) {
            answer(request, Envelope.Kind.REPLY, payload(List.of(replyTo.actor()), request.control(), value));
        }
    }

    private void answer(Envelope request, Envelope.Kind kind, Payload payload) {
        PortId replyTo = request.replyTo();
        if (replyTo != null) {
            boolean plane = control || request.control();
            shared.gateway()
                    .post(new Envelope(kind, plane, true, replyTo, id, null, request.rank(), null, null, payload));
        }
    }

    /** Sends an envelope back to where it came from, unless it is one that doesn't come back. */
    public void bounce(Envelope envelope, Undeliverable.Category category, String reason) {
        if (envelope.mayBounce()) {
            shared.gateway().post(envelope.bounced(category, reason));
        }
    }

    /** For the proc: an envelope for one of the ports, or one that came back. */
    public void deliver(Envelope envelope) {
        if (envelope.isNotice()) {
            shared.pressure().hear(envelope);
            return;
        }
        boolean cameBack = envelope.kind() == Envelope.Kind.UNDELIVERABLE;
        Bounce bounce = cameBack ? Bounce.decoded(envelope.payload()) : null;
        if (bounce != null && !castsBack.isFirst(bounce, envelope.cast())) {
            return;
        }
        if (bounce != null) {
            closeGap(bounce);
            tellReduced(port -> port.returned(bounce, envelope.rank()));
        }
        Sender port = ports.get(envelope.to().index());
        boolean fits = (envelope.kind() == Envelope.Kind.PART) == (port instanceof ReducedPort);
        if (port != null && fits) {
            port.post(envelope);
        } else if (bounce != null && envelope.to().index() == PortId.HANDLER) {
            events.undeliverable(() -> undeliverable(bounce, envelope.content().value()));
        } else {
            bounce(envelope, Undeliverable.Category.PORT_CLOSED, "port is closed: port=" + envelope.to());
        }
    }

    /* The receiver has not seen it and must not wait for its number (OD-5). */
    private void closeGap(Bounce bounce) {
        Envelope.Order order = bounce.order();
        if (order != null && bounce.leavesGap()) {
            shared.gateway()
                    .post(new Envelope(
                            Envelope.Kind.SKIP, false, false, bounce.destination(), id, null, 0, order, new byte[0]));
        }
    }

    private Undeliverable undeliverable(Bounce bounce, @Nullable Object message) {
        String text = new Rendering(shared.codec(), shared.loader(), this).text(bounce, message);
        return new Undeliverable(bounce.category(), bounce.destination(), bounce.reason(), text);
    }

    /** What was waited for has come; called by the thread that gets it. */
    public void handsOver() {
        events.handsOver();
    }

    /** The last number that each actor was sent which it has sent something on the data plane. */
    public Map<ActorId, Long> lastNumbers() {
        return outgoing.numbering().all();
    }

    /** The meshes it has spawned. */
    public Ownership owned() {
        return owned;
    }

    /** A mesh that this one owns has failed. */
    public void failed(MeshFailure failure) {
        events.failed(failure);
    }

    /**
     * A process is gone: the owner of meshes hears it, and what waits for its answers. The owner first: who is told by what
     * fails then may look for it.
     *
     * @param wanted whether it was asked to end
     */
    public void ended(Address address, String reason, boolean wanted) {
        outgoing.numbering().ended(address);
        owned.ended(address, reason, wanted);
        for (Sender port : ports.values()) {
            if (port instanceof Answers answers) {
                answers.ended(address, reason);
            }
        }
        tellReduced(port -> port.ended(address, reason));
    }

    private void tellReduced(Consumer<ReducedPort<?>> teller) {
        for (Sender port : ports.values()) {
            if (port instanceof ReducedPort<?> reduced) {
                teller.accept(reduced);
            }
        }
    }

    @Override
    public String toString() {
        return id.toString();
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Instance.class);
    }
}
