package io.meshwork.actor;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.Inbox;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Mailbox;
import io.meshwork.mailbox.Refusals;
import io.meshwork.mailbox.Refused;
import io.meshwork.pressure.Backlog;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

        /** All that the actor owned has ended, or had its time. */
        record Alone() implements Signal {}

        /** Its {@code stopped} hook has returned, or had its time. */
        record Finished() implements Signal {}

        /** A message of this actor's own came back. */
        record Returned(Supplier<Undeliverable> returned) implements Signal {}

        /** What is to be done between two messages. */
        record Task(Runnable task) implements Signal {}

        /** What is missing has had its time. */
        record Expire() implements Signal {}
    }

    private final ActorId id;
    private final ActorSpec spec;
    private final boolean control;
    private final Listener listener;
    private final HandlerWatch watch;
    private final Instance instance;
    private final Mailbox<Object> mailbox;
    private final Backlog backlog;
    private final CellContext context;
    private volatile ActorStatus status = new ActorStatus.Starting();
    private @Nullable Actor actor; // of the turn
    private @Nullable HandlerTable handlers; // of the turn
    private @Nullable Ending ending; // of the turn
    private final Outstanding outstanding = new Outstanding();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Inbox inbox; // of the turn; made for the first message that has a number
    private @Nullable Refusals refusals; // guarded by this; made for the first message that was too much
    private final AtomicInteger returnsWaiting = new AtomicInteger();
    private final AtomicLong returnsDropped = new AtomicLong();

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
        mailbox = new Mailbox<>(control ? surroundings.control() : surroundings.workers(), this::take);
        backlog = instance.backlog(id.port(PortId.HANDLER));
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
        if (control || envelope.kind() == Envelope.Kind.SKIP || backlog.admits(envelope)) {
            mailbox.offer(envelope);
        } else if (Delivery.isStop(envelope, instance)) {
            backlog.count(envelope);
            mailbox.offer(envelope);
        } else {
            refuseFull(envelope);
        }
    }

    private void refuseFull(Envelope envelope) {
        Refused passed = refusals().add(envelope);
        if (passed != null) {
            mailbox.offer(passed);
        }
        instance.bounce(envelope.unordered(), Undeliverable.Category.FULL, backlog.refusal());
    }

    private synchronized Refusals refusals() {
        Refusals known = refusals;
        if (known == null) {
            known = new Refusals();
            refusals = known;
        }
        return known;
    }

    @Override
    public void undeliverable(Supplier<Undeliverable> returned) {
        if (control) {
            // who asked to be told of changes, and closed the port since
            log.debug("{} got a report back: {}", id, returned.get());
        } else {
            tellOfReturn(returned);
        }
    }

    /* Its handler may be busy while all it sends comes back: of that, no more is kept than of what is sent to it. */
    private void tellOfReturn(Supplier<Undeliverable> returned) {
        if (returnsWaiting.incrementAndGet() <= Instance.MOST_RETURNED_KEPT) {
            mailbox.offer(new Signal.Returned(returned));
            return;
        }
        returnsWaiting.decrementAndGet();
        long dropped = returnsDropped.incrementAndGet();
        if (dropped % Instance.MOST_RETURNED_KEPT == 1) {
            log.warn(
                    "{} takes the messages that came back too slowly, later ones are dropped: waiting={} dropped={}",
                    id,
                    Instance.MOST_RETURNED_KEPT,
                    dropped);
        }
    }

    @Override
    public int returnsWaiting() {
        return returnsWaiting.get();
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
            } else if (item instanceof Signal.Start start) {
                make(start.maker());
            } else if (item instanceof Signal.Stop stop) {
                end(stop.reason());
            } else if (item instanceof Signal.Supervise supervise) {
                supervise(supervise.failure());
            } else if (item instanceof Signal.Alone) {
                alone();
            } else if (item instanceof Signal.Finished) {
                finish();
            } else if (item instanceof Signal.Returned returned) {
                returnsWaiting.decrementAndGet();
                returned(returned.returned().get());
            } else if (item instanceof Refused refused) {
                passOver(refused);
            } else if (item instanceof Signal.Task task) {
                task.task().run();
            } else if (item instanceof Signal.Expire) {
                expire();
            }
        } finally {
            turn.end();
        }
    }

    /** What the actor is at when it is at that item of its mailbox: the class of a message, or one of its hooks. */
    String describe(Object item) {
        if (item instanceof Envelope envelope) {
            return instance.className(envelope);
        }
        if (item instanceof Signal.Start) {
            return "constructor or started()";
        }
        if (item instanceof Signal.Returned) {
            return "undeliverable()";
        }
        return item instanceof Signal.Supervise
                ? "supervise()"
                : item instanceof Ending ? "stopped()" : "its own affairs";
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
            known = new Inbox(this::receive, instance, () -> mailbox.offer(new Signal.Expire()));
            inbox = known;
        }
        return known;
    }

    private void passOver(Refused refused) {
        refusals().take(refused);
        if (actor != null) {
            inbox().skip(refused);
        }
    }

    private void taken(Envelope envelope) {
        if (!control) {
            backlog.taken(envelope);
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

    private void returned(Undeliverable returned) {
        Actor target = actor;
        if (target == null || ending != null) {
            log.debug("{} has ended and got a message back: {}", id, returned);
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
                answer(envelope, delivery.run(target, context));
            }
        } catch (Delivery.NotTaken e) {
            instance.bounce(envelope, Undeliverable.Category.NOT_TAKEN, e.getMessage() + ": actor=" + id);
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
            outstanding.add(envelope);
            stage.whenComplete((value, error) -> answerLate(envelope, value, error));
        } else {
            answerValue(envelope, result);
        }
    }

    private void answerLate(Envelope envelope, @Nullable Object value, @Nullable Throwable error) {
        if (!outstanding.remove(envelope)) {
            return; // the actor has ended, and who waited was told
        }
        if (error != null) {
            answerError(envelope, error);
        } else {
            answerValue(envelope, value);
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
        if (target == null || ending != null) {
            log.debug("{} ends, and what it owns with it: {}", id, failure);
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
            log.warn("{} failed while it ended: {}", id, cause.toString(), cause);
            return;
        }
        if (control) {
            log.error("{} failed, its process can't be controlled any more", id, cause);
        } else {
            log.debug("{} failed", id, cause);
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
        if (target != null && now != null && now.isStop() && hasHook(target)) {
            runHook(target, now);
        } else {
            finish();
        }
    }

    /* On a worker of its own: one that never returns must hold up neither the end of the actor nor its mailbox. */
    private void runHook(Actor target, Ending now) {
        if (control) {
            callHook(target, now);
            finish();
            return;
        }
        Duration bound = instance.config().duration(Keys.CLEANUP_TIMEOUT);
        CompletableFuture<Boolean> hook = new CompletableFuture<>();
        instance.workers().execute(() -> {
            Turn turn = Turn.begin(this, now, watch);
            callHook(target, now);
            turn.end();
            hook.complete(true);
        });
        hook.completeOnTimeout(false, bound.toNanos(), TimeUnit.NANOSECONDS).thenAccept(inTime -> {
            if (!inTime) {
                log.warn("{} goes on in its stopped hook, and counts as stopped: boundMillis={}", id, bound.toMillis());
            }
            mailbox.offer(new Signal.Finished());
        });
    }

    private void callHook(Actor target, Ending now) {
        try {
            target.stopped(context, ((ActorStatus.Stopped) now.status()).reason());
        } catch (Throwable e) {
            log.warn("{} threw in its stopped hook: {}", id, e.toString(), e);
        }
    }

    private static boolean hasHook(Actor target) {
        try {
            Class<?> declarer = target.getClass()
                    .getMethod("stopped", ActorContext.class, String.class)
                    .getDeclaringClass();
            return declarer != Actor.class;
        } catch (NoSuchMethodException | LinkageError e) {
            return true;
        }
    }

    private void finish() {
        Ending now = ending;
        if (now == null) {
            return;
        }
        actor = null;
        instance.closePorts();
        change(now.status(), now.cause());
        outstanding.takeAll().forEach(request -> refuse(request, "actor has ended before it answered"));
        refuseWaiting();
        backlog.close();
        now.askers().forEach(this::answerStop);
        ended.complete(null);
    }

    private void answerStop(Envelope asker) {
        Ending now = ending;
        if (now != null && now.isStop()) {
            answer(asker, null);
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
}
