package io.meshwork.actor;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One actor, wherever it lives. Acts for the one it was given to; travels inside messages. For any thread.
 *
 * @param <A> its class
 */
public final class ActorRef<A> implements Travelling {

    private final ActorId id;
    private final Class<A> type;
    private final Instance sender;
    private final boolean returned;

    public ActorRef(ActorId id, Class<A> type, Instance sender) {
        this(id, type, sender, true);
    }

    private ActorRef(ActorId id, Class<A> type, Instance sender, boolean returned) {
        this.id = id;
        this.type = type;
        this.sender = sender;
        this.returned = returned;
    }

    public ActorId id() {
        return id;
    }

    public Class<A> type() {
        return type;
    }

    /** The same actor, in the name of another. */
    public ActorRef<A> as(ActorContext cx) {
        return new ActorRef<>(id, type, cx.instance(), returned);
    }

    /** The same actor; messages sent to it that can't be delivered are dropped without a word. */
    public ActorRef<A> withoutReturn() {
        return new ActorRef<>(id, type, sender, false);
    }

    /**
     * Waits for nothing, but for room where the receiver is full, as {@code mesh.when-full} says. A message that can't be
     * delivered comes back to its sender: to {@link Actor#undeliverable}, or to the client's {@code undeliverables()}.
     */
    public void send(Message<? super A> message) {
        Calls.requireHandler(type, message);
        sender.send(id.port(PortId.HANDLER), isControl(), returned, message);
    }

    /** The answer, waiting for at most {@code mesh.call-timeout}. */
    public <R> R call(Request<? super A, R> request) {
        return call(request, sender.callTimeout());
    }

    /**
     * The same.
     *
     * @param timeout of all: the wait for room where the receiver is full, then that for the answer
     * @throws MeshCallException if it can't answer, or not in time
     */
    public <R> R call(Request<? super A, R> request, Duration timeout) {
        Calls.Call<R> call = Calls.request(sender, type, List.of(id), request);
        return call.await(timeout, this::describe).get(0);
    }

    public <R> CompletableFuture<R> callAsync(Request<? super A, R> request) {
        Calls.Call<R> call = Calls.request(sender, type, List.of(id), request);
        return call.future(sender.callTimeout(), this::describe).thenApply(values -> values.get(0));
    }

    /** Runs the function where the actor lives, on its turn. */
    public <R> R call(RemoteFunction<? super A, R> function) {
        Calls.Call<R> call = Calls.apply(sender, type, List.of(id), function);
        return call.await(sender.callTimeout(), this::describe).get(0);
    }

    /** Runs the action where the actor lives, on its turn, and waits for its end. */
    public void run(RemoteConsumer<? super A> action) {
        Calls.accept(sender, type, List.of(id), action).await(sender.callTimeout(), this::describe);
    }

    /** Sends a request without waiting; what the answers are is the caller's to ask. */
    public Answers ask(Request<? super A, ?> request) {
        Calls.requireHandler(type, request);
        List<ActorId> receivers = List.of(id);
        return sender.ask(receivers, isControl(), sender.payload(receivers, isControl(), request));
    }

    private boolean isControl() {
        return ControlActor.class.isAssignableFrom(type);
    }

    private String describe(int rank) {
        return "actor " + id.name() + " on proc " + id.proc().name();
    }

    @Override
    public TravelForm<ActorRef<A>> travelForm() {
        return new Form<>(id, type.getName(), returned);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActorRef<?> that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "ActorRef[" + id + "]";
    }

    record Form<A>(ActorId id, String className, boolean returned) implements TravelForm<ActorRef<A>> {
        @Override
        @SuppressWarnings("unchecked") // the class travels by name; handlers are checked against it at each send
        public ActorRef<A> arrive(Receiver receiver) {
            Instance instance = Instance.of(receiver);
            return new ActorRef<>(id, (Class<A>) instance.load(className), instance, returned);
        }
    }
}
