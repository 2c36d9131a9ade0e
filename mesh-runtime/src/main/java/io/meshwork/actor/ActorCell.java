package io.meshwork.actor;

import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Mailbox;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one actor: makes it on its first turn, hands it one message at a time, stops it. Takes envelopes from any thread.
 *
 * <p>A handler that throws fails a request and leaves the actor alive; without one who waits for an answer it fails
 * the actor. An actor that has ended takes no message: they go back to their senders.
 */
public final class ActorCell implements Sender, Instance.Events {

    private static final Logger log = LoggerFactory.getLogger(ActorCell.class);

    /** What is told of an actor, once per change, on the thread of its turn. */
    public interface Listener {
        void changed(ActorCell cell, ActorStatus status, @Nullable Throwable cause);
    }

    /** Makes the actor, in the name of the instance that it will act as. */
    public interface Maker {
        Actor make(Instance instance) throws Throwable;
    }

    /* What stands in the mailbox beside envelopes. */
    private sealed interface Signal {
        record Start(Maker maker) implements Signal {}

        record Stop(String reason) implements Signal {}

        record Supervise(MeshFailure failure) implements Signal {}
    }

    private final ActorId id;
    private final ActorSpec spec;
    private final boolean control;
    private final Listener listener;
    private final Instance instance;
    private final Mailbox<Object> mailbox;
    private final CellContext context;
    private volatile ActorStatus status = new ActorStatus.Starting();
    private @Nullable Actor actor; // of the turn
    private @Nullable HandlerTable handlers; // of the turn

    /** @param children starts children of this actor */
    public ActorCell(
            ActorId id,
            ActorSpec spec,
            boolean control,
            Surroundings surroundings,
            Listener listener,
            CellContext.Children children) {
        this.id = id;
        this.spec = spec;
        this.control = control;
        this.listener = listener;
        instance = new Instance(id, surroundings.shared(), control, this);
        mailbox = new Mailbox<>(control ? surroundings.control() : surroundings.workers(), this::take);
        context = new CellContext(this, spec, instance, children);
    }

    public ActorId id() {
        return id;
    }

    public ActorSpec spec() {
        return spec;
    }

    public Instance instance() {
        return instance;
    }

    public ActorStatus status() {
        return status;
    }

    /** The actor is made on its own turn, so that a constructor that blocks holds up no other actor. */
    public void start(Maker maker) {
        mailbox.offer(new Signal.Start(maker));
    }

    /** Asks it to stop after the messages that came before. A second call does nothing. */
    public void stop(String reason) {
        if (status instanceof ActorStatus.Starting || status instanceof ActorStatus.Running) {
            mailbox.offer(new Signal.Stop(reason));
        }
    }

    @Override
    public void post(Envelope envelope) {
        if (envelope.to().index() == PortId.HANDLER && envelope.kind() == Envelope.Kind.MESSAGE) {
            mailbox.offer(envelope);
        } else {
            instance.deliver(envelope);
        }
    }

    @Override
    public void undeliverable(Envelope bounced) {
        if (control) {
            // who asked to be told of changes, and closed the port since
            log.debug("{} got a report back: from={} reason={}", id, bounced.from(), bounced.text());
        } else {
            log.warn("{} got a message back: from={} reason={}", id, bounced.from(), bounced.text());
        }
    }

    @Override
    public void failed(MeshFailure failure) {
        mailbox.offer(new Signal.Supervise(failure));
    }

    private void take(Object item) {
        Calls.beginTurn(id);
        try {
            if (item instanceof Envelope envelope) {
                receive(envelope);
            } else if (item instanceof Signal.Start start) {
                make(start.maker());
            } else if (item instanceof Signal.Stop stop) {
                end(stop.reason());
            } else if (item instanceof Signal.Supervise supervise) {
                supervise(supervise.failure());
            }
        } finally {
            Calls.endTurn();
        }
    }

    private void make(Maker maker) {
        try {
            Actor made = maker.make(instance);
            handlers = HandlerTable.of(made.getClass());
            actor = made;
            context.bind(made.getClass());
            made.started(context);
            change(new ActorStatus.Running(), null);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void receive(Envelope envelope) {
        Actor target = actor;
        if (target == null || status.isTerminal()) {
            bounce(envelope, "actor has ended: actor=" + id + " status=" + status);
            return;
        }
        context.sender(envelope.from());
        try {
            handle(target, envelope);
        } finally {
            context.sender(null);
        }
    }

    private void handle(Actor target, Envelope envelope) {
        HandlerTable table = handlers;
        if (table == null) {
            return;
        }
        try {
            Delivery delivery = Delivery.of(envelope, table, instance);
            if (delivery instanceof Delivery.ToCell toCell) {
                context.sender(null);
                end(toCell.stop().reason());
                answer(envelope, null);
            } else {
                answer(envelope, delivery.run(target, context));
            }
        } catch (Delivery.NotTaken e) {
            bounce(envelope, e.getMessage() + ": actor=" + id);
        } catch (Throwable e) {
            if (envelope.replyTo() != null) {
                answerError(envelope, e);
            } else {
                fail(e);
            }
        }
    }

    private void answer(Envelope envelope, @Nullable Object result) {
        if (envelope.replyTo() == null) {
            return;
        }
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, error) -> {
                if (error != null) {
                    answerError(envelope, error);
                } else {
                    answerValue(envelope, value);
                }
            });
        } else {
            answerValue(envelope, result);
        }
    }

    private void answerValue(Envelope envelope, @Nullable Object value) {
        byte[] payload;
        try {
            payload = instance.encode(value);
        } catch (RuntimeException e) {
            answerError(envelope, e);
            return;
        }
        instance.answer(envelope, Envelope.Kind.REPLY, payload);
    }

    private void answerError(Envelope envelope, Throwable error) {
        boolean wrapped = error instanceof CompletionException && error.getCause() != null;
        Throwable marked = FarStack.marked(wrapped ? error.getCause() : error, context);
        instance.answer(envelope, Envelope.Kind.ERROR, instance.encode(marked));
    }

    private void supervise(MeshFailure failure) {
        Actor target = actor;
        if (target == null || status.isTerminal()) {
            return;
        }
        try {
            if (!target.supervise(failure, context)) {
                fail(new UnsupervisedException(failure));
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void end(String reason) {
        Actor target = actor;
        if (target == null || status.isTerminal()) {
            return;
        }
        change(new ActorStatus.Stopping(), null);
        context.endChildren(reason);
        try {
            target.stopped(context, reason);
        } catch (Throwable e) {
            log.warn("{} threw in its stopped hook: {}", id, e.toString(), e);
        }
        actor = null;
        change(new ActorStatus.Stopped(reason), null);
    }

    private void fail(Throwable cause) {
        context.endChildren("parent failed");
        actor = null;
        String message = cause.getMessage();
        if (control) {
            log.error("{} failed, its process can't be controlled any more", id, cause);
        } else {
            log.debug("{} failed", id, cause);
        }
        FarStack.marked(cause, context);
        change(new ActorStatus.Failed(message != null ? message : cause.toString()), cause);
    }

    private void change(ActorStatus next, @Nullable Throwable cause) {
        status = next;
        listener.changed(this, next, cause);
    }

    private void bounce(Envelope envelope, String reason) {
        if (envelope.mayBounce()) {
            instance.bounce(envelope, reason);
        }
    }
}
