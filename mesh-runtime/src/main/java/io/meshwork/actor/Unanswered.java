package io.meshwork.actor;

import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What those are at that did not answer a call in time: asked of the control plane of their processes, of all at once, for at
 * most a second. Of very many the first are asked.
 */
final class Unanswered {

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final int MOST_ASKED = 64;

    private final Instance sender;
    private final Map<Integer, Answers> asked = new TreeMap<>();

    private Unanswered(Instance sender) {
        this.sender = sender;
    }

    /** Returns when they have said it, or the time is up. Who is interrupted asks nobody. */
    static Unanswered of(Instance sender, List<ActorId> receivers, Answers answers) {
        Unanswered unanswered = new Unanswered(sender);
        for (int rank = 0; rank < receivers.size() && unanswered.asked.size() < MOST_ASKED; rank++) {
            if (answers.isMissing(rank) && !Thread.currentThread().isInterrupted()) {
                unanswered.ask(rank, receivers.get(rank));
            }
        }
        unanswered.await();
        return unanswered;
    }

    private void ask(int rank, ActorId receiver) {
        ActorId agent = receiver.proc().actor(RunningHandler.AGENT);
        ActorRef<ControlActor> control = new ActorRef<>(agent, ControlActor.class, sender);
        asked.put(rank, control.ask(new RunningHandler.Ask(receiver.name())));
    }

    private void await() {
        long deadlineNanos = System.nanoTime() + BOUND.toNanos();
        for (Answers answer : asked.values()) {
            answer.await(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
            answer.close();
        }
    }

    /** @param what for people: why there is no answer from that rank */
    CallTimeoutException failure(int rank, String what) {
        Answers answer = asked.get(rank);
        if (answer == null) {
            return new CallTimeoutException(what, null);
        }
        if (answer.isMissing(0)) {
            return new CallTimeoutException(
                    what + ": its process does not say what it is at either: boundMillis=" + BOUND.toMillis(), null);
        }
        if (answer.failure(0) != null) {
            return new CallTimeoutException(what, null);
        }
        return failure(what, (RunningHandler) answer.value(0, RunningHandler.class));
    }

    private static CallTimeoutException failure(String what, @Nullable RunningHandler handler) {
        if (handler == null || handler.stack() == null) {
            int waiting = handler == null ? 0 : handler.waiting();
            return new CallTimeoutException(what + ": it is in no handler now: waiting=" + waiting, null);
        }
        return new CallTimeoutException(
                what + ": it is in a handler, whose stack is the cause: "
                        + handler.stack().getMessage() + " waiting=" + handler.waiting(),
                handler.stack());
    }
}
