package io.meshwork.actor;

import io.meshwork.config.Keys;
import io.meshwork.failure.BrokenInvariants;
import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.Inbox;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Mailbox;
import io.meshwork.mailbox.Refused;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /** What is told of an actor, once per change, on the thread of its turn. */
    public interface Listener {
        void changed(ActorCell cell, ActorStatus status, @Nullable Throwable cause);
    }

    /** Makes the actor, in the name of the instance that it will act as. */
    public interface Maker {
        Actor make(Instance instance) throws Throwable;
    }

    private final ActorId id;
    private final ActorSpec spec;
    private final boolean control;
    private final Listener listener;
    private final HandlerWatch watch;
    private final Instance instance;
    private final Mailbox<Object> mailbox;
    private final @Nullable Admission admission; // none for control: nothing holds that back
    private final CellContext context;
    private final Replies replies;
    private volatile ActorStatus status = new ActorStatus.Starting();
    private @Nullable Actor actor; // of the turn
    private @Nullable HandlerTable handlers; // of the turn
    private @Nullable Ending ending; // of the turn
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Inbox inbox; // of the turn; made for the first message that has a number

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
        watch = surroundings.watch();
        instance = new Instance(id, surroundings.shared(), control, this);
        mailbox = new Mailbox<>(control ? surroundings.control() : surroundings.workers(), new Taker());
        admission = control ? null : new Admission(instance, mailbox);
        context = new CellContext(this, spec, instance, children);
        replies = new Replies(instance, context);
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

    /** Messages that wait; a moment's estimate. */
    public int waiting() {
        return mailbox.size();
    }

    /** Where its handler is right now; null if it is at nothing. For any thread. */
    public @Nullable HandlerStack running() {
        HandlerStack stack = watch.running(this);
        return stack == null ? null : marked(stack);
    }

    /** The same, under the place where this actor is. */
    public HandlerStack marked(HandlerStack stack) {
        return (HandlerStack) FarStack.marked(stack, context);
    }

    /** Completes when its end is known, on the thread that ended it. */
    CompletableFuture<Void> ended() {
        return ended;
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

    /** Runs that on the actor's turn, in order with the messages it is sent; whatever its status is. */
    public void onTurn(Runnable task) {
        mailbox.offer(new Signal.Task(task));
    }

    @Override
    public void post(Envelope envelope) {
        boolean forActor = envelope.kind() == Envelope.Kind.MESSAGE || envelope.kind() == Envelope.Kind.SKIP;
        if (forActor && envelope.to().index() == PortId.HANDLER) {
            offer(envelope);
        } else {
            instance.deliver(envelope);
        }
    }

    private void offer(Envelope envelope) {
        if (admission != null) {
            admission.offer(envelope);
        } else {
            mailbox.offer(envelope);
        }
    }

    @Override
    public void undeliverable(Supplier<Undeliverable> returned) {
        if (admission != null) {
            admission.offer(new Signal.Returned(returned));
        } else if (log().isDebugEnabled()) { // who asked to be told of changes, and closed the port since
            log().debug("{} got a report back: {}", id, returned.get());
        }
    }

    @Override
    public int returnsWaiting() {
        return admission != null ? admission.returnsWaiting() : 0;
    }

    @Override
    public void failed(MeshFailure failure) {
        mailbox.offer(new Signal.Supervise(failure));
    }

    private void take(Object item) {
        Turn turn = Turn.begin(this, item, watch);
        try {
            if (item instanceof Envelope envelope) {
                arrived(envelope);
            } else if (item instanceof Refused refused) {
                passOver(refused);
            } else if (item instanceof Signal signal) {
                take(signal);
            }
        } finally {
            turn.end();
        }
    }

    private void take(Signal signal) {
        if (signal instanceof Signal.Start start) {
            make(start.maker());
        } else if (signal instanceof Signal.Stop stop) {
            end(stop.reason());
        } else if (signal instanceof Signal.Supervise supervise) {
            supervise(supervise.failure());
        } else if (signal instanceof Signal.Alone) {
            alone();
        } else if (signal instanceof Signal.Finished) {
            finish();
        } else if (signal instanceof Signal.Returned returned) {
            returned(returned);
        } else if (signal instanceof Signal.Task task) {
            task.task().run();
        } else if (signal instanceof Signal.Expire) {
            expire();
        }
    }

    /** What the actor is at when it is at that item of its mailbox: the class of a message, or one of its hooks. */
    String describe(Object item) {
        if (item instanceof Envelope envelope) {
            return instance.className(envelope);
        }
        if (item instanceof Ending) {
            return "stopped()";
        }
        return item instanceof Signal signal ? signal.describe() : "its own affairs";
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

    private void arrived(Envelope envelope) {
        Envelope.Order place = envelope.order();
        if (place == null || actor == null) {
            receive(envelope);
            return;
        }
        if (!inbox().offer(envelope, place) && envelope.kind() == Envelope.Kind.MESSAGE) {
            taken(envelope);
        }
    }

    private Inbox inbox() {
        Inbox known = inbox;
        if (known == null) {
            known = new Inbox(new InOrder(), instance, new ExpiryDue());
            inbox = known;
        }
        return known;
    }

    private void passOver(Refused refused) {
        if (admission != null) {
            admission.taken(refused);
        }
        if (actor != null) {
            inbox().skip(refused);
        }
    }

    private void taken(Envelope envelope) {
        if (admission != null) {
            admission.taken(envelope);
        }
    }

    private void expire() {
        Inbox known = inbox;
        if (known != null) {
            known.expire();
        }
    }

    private void receive(Envelope envelope) {
        if (envelope.kind() == Envelope.Kind.MESSAGE) {
            taken(envelope);
        }
        Actor target = actor;
        if (target == null || ending != null) {
            notTaken(envelope);
            return;
        }
        context.handling(envelope);
        try {
            handle(target, envelope);
        } finally {
            context.handling(null);
        }
    }

    /* Who asks an actor that ends already to stop hears of it when it has ended, as its owner does. */
    private void notTaken(Envelope envelope) {
        Ending now = ending;
        if (now != null && !status.isTerminal() && Delivery.isStop(envelope, instance)) {
            now.askers().add(envelope);
        } else {
            refuse(envelope);
        }
    }

    private void returned(Signal.Returned signal) {
        if (admission != null) {
            admission.taken(signal);
        }
        Undeliverable returned = signal.returned().get();
        Actor target = actor;
        if (target == null || ending != null) {
            log().debug("{} has ended and got a message back: {}", id, returned);
            return;
        }
        try {
            target.undeliverable(returned, context);
        } catch (Throwable e) {
            fail(e);
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
                context.handling(null);
                end(toCell.stop().reason(), envelope);
            } else {
                replies.answer(envelope, delivery.run(target, context));
            }
        } catch (Delivery.NotTaken e) {
            instance.bounce(envelope, Undeliverable.Category.NOT_TAKEN, e.getMessage() + ": actor=" + id);
        } catch (Throwable e) {
            if (envelope.replyTo() != null) {
                replies.answerError(envelope, e);
            } else {
                fail(e);
            }
        }
    }

    private void supervise(MeshFailure failure) {
        Actor target = actor;
        if (target == null || ending != null) {
            log().debug("{} ends, and what it owns with it: {}", id, failure);
            return;
        }
        boolean handled;
        try {
            handled = target.supervise(failure, context);
        } catch (Throwable e) {
            fail(UnsupervisedException.threw(failure, e));
            return;
        }
        if (!handled) {
            fail(UnsupervisedException.refused(failure));
        }
    }

    private void end(String reason) {
        if (actor != null && ending == null) {
            end(Ending.stopped(reason));
        }
    }

    private void end(String reason, Envelope asker) {
        end(reason);
        Ending now = ending;
        if (now == null || status.isTerminal()) {
            answerStop(asker); // nothing held up its end
        } else {
            now.askers().add(asker);
        }
    }

    private void fail(Throwable cause) {
        if (ending != null || status.isTerminal()) {
            log().warn("{} failed while it ended: {}", id, cause.toString(), cause);
            return;
        }
        if (control) {
            BrokenInvariants.report(log(), "PA-3", id + " failed, its process can't be controlled any more", cause);
        } else {
            log().debug("{} failed", id, cause);
        }
        FarStack.marked(cause, context);
        end(Ending.failed(cause));
    }

    /* SV-2, SV-5: what it owns ends first, then its hook runs, then its owner is told, then all others can see it. */
    private void end(Ending begun) {
        ending = begun;
        if (begun.isStop()) {
            change(new ActorStatus.Stopping(), null);
        }
        String reason = begun.isStop() ? "its owner stopped" : "its owner failed";
        List<CompletableFuture<Void>> owned = instance.owned().end(reason + ": owner=" + id);
        owned.addAll(context.endChildren(begun.isStop() ? "parent stopped" : "parent failed"));
        if (owned.isEmpty()) {
            alone();
            return;
        }
        Duration bound = instance.config().duration(Keys.ACTOR_STOP_TIMEOUT);
        CompletableFuture.allOf(owned.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, bound.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((done, error) -> mailbox.offer(new Signal.Alone()));
    }

    private void alone() {
        Actor target = actor;
        Ending now = ending;
        if (target == null || now == null || !now.isStop()) {
            finish();
            return;
        }
        StoppedHook hook = new StoppedHook(this, target, context, now);
        if (hook.isThere() && admission != null) {
            Duration bound = instance.config().duration(Keys.CLEANUP_TIMEOUT);
            hook.callAside(bound, watch, () -> mailbox.offer(new Signal.Finished()));
            return;
        }
        hook.call();
        finish();
    }

    private void finish() {
        Ending now = ending;
        if (now == null) {
            return;
        }
        actor = null;
        instance.closePorts();
        change(now.status(), now.cause());
        replies.takeAll().forEach(request -> refuse(request, "actor has ended before it answered"));
        refuseWaiting();
        if (admission != null) {
            admission.close();
        }
        now.askers().forEach(this::answerStop);
        ended.complete(null);
    }

    private void answerStop(Envelope asker) {
        Ending now = ending;
        if (now != null && now.isStop()) {
            replies.answer(asker, null);
        } else {
            refuse(asker);
        }
    }

    /* A terminal status is published after it was told upstream (SV-5). */
    private void change(ActorStatus next, @Nullable Throwable cause) {
        if (next.isTerminal()) {
            listener.changed(this, next, cause);
            status = next;
        } else {
            status = next;
            listener.changed(this, next, cause);
        }
    }

    private void refuse(Envelope envelope) {
        refuse(envelope, status.isTerminal() ? "actor has ended" : "actor is ending");
    }

    private void refuse(Envelope envelope, String what) {
        Ending now = ending;
        boolean stopped = now == null || now.isStop();
        instance.bounce(
                envelope,
                stopped ? Undeliverable.Category.ACTOR_STOPPED : Undeliverable.Category.ACTOR_FAILED,
                what + whatEnded());
    }

    /* What waits for a number that is missing will not be taken any more. */
    private void refuseWaiting() {
        Inbox known = inbox;
        if (known != null) {
            inbox = null;
            known.takeWaiting().forEach(this::refuse);
        }
    }

    private String whatEnded() {
        Ending now = ending;
        return ": actor=" + id + " status=" + (now != null ? now.status() : status);
    }

    private final class Taker implements Consumer<Object> {
        @Override
        public void accept(Object item) {
            take(item);
        }
    }

    private final class InOrder implements Consumer<Envelope> {
        @Override
        public void accept(Envelope envelope) {
            receive(envelope);
        }
    }

    private final class ExpiryDue implements Runnable {
        @Override
        public void run() {
            mailbox.offer(new Signal.Expire());
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(ActorCell.class);
    }
}
