package io.meshwork.actor;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.pressure.Patience;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Payload;
import io.meshwork.wire.WireFormatException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Casts and calls: a message to a list of actors, encoded once, and the answers by rank. */
public final class Calls {

    private Calls() {}

    /** @throws BadActorException if actors of that class have no handler for the message */
    public static void requireHandler(Class<?> type, Message<?> message) {
        if (!(message instanceof Shipped) && !type.isInterface()) {
            HandlerTable.of(type).requireHandler(message.getClass());
        }
    }

    /** To each, once; returns at once, unless one is full and it is to be waited for. */
    public static void cast(Instance sender, Class<?> type, List<ActorId> receivers, Message<?> message) {
        requireHandler(type, message);
        boolean control = isControl(type);
        sender.cast(receivers, control, sender.payload(receivers, control, message));
    }

    public static <R> Call<R> request(Instance sender, Class<?> type, List<ActorId> receivers, Request<?, R> request) {
        requireHandler(type, request);
        Type answer = MessageType.answerOf(request.getClass());
        boolean control = isControl(type);
        return new Call<>(sender, receivers, control, sender.payload(receivers, control, request), answer);
    }

    public static <R> Call<R> apply(
            Instance sender, Class<?> type, List<ActorId> receivers, RemoteFunction<?, R> function) {
        return ship(sender, type, receivers, function, new Shipped.Apply(function));
    }

    public static Call<Object> accept(
            Instance sender, Class<?> type, List<ActorId> receivers, RemoteConsumer<?> action) {
        return ship(sender, type, receivers, action, new Shipped.Accept(action));
    }

    /**
     * Ships code in the message that carries it. If it can't travel, the refusal is of the code alone: its writer knows
     * no carrier.
     */
    public static <R> Call<R> ship(
            Instance sender, Class<?> type, List<ActorId> receivers, Object code, Request<?, Object> carrier) {
        boolean control = isControl(type);
        Payload payload;
        try {
            payload = sender.payload(receivers, control, carrier);
        } catch (CannotTravelException e) {
            sender.encode(code);
            throw e;
        }
        return new Call<>(sender, receivers, control, payload, Object.class);
    }

    /**
     * Has each stop after the messages that the sender sent it before; answered by each when it has stopped, or bounced
     * if it had ended. To be sent by their owner only.
     */
    public static Answers stop(Instance sender, List<ActorId> receivers, String reason) {
        return sender.askAtOnce(receivers, sender.encode(new Shipped.Stop(reason)));
    }

    /**
     * Answered by each when it has taken all that the sender sent it before; bounced if it has ended. None of its own code
     * runs for that, and nothing is waited for.
     */
    public static Answers reach(Instance sender, List<ActorId> receivers) {
        return sender.askAtOnce(receivers, sender.encode(new Shipped.Reach()));
    }

    private static boolean isControl(Class<?> type) {
        return ControlActor.class.isAssignableFrom(type);
    }

    /* Where a call was made. */
    private record Origin(Throwable at, String thread) {
        static Origin here() {
            return new Origin(new Throwable(), Thread.currentThread().getName());
        }
    }

    /** A call, encoded; it is sent when its answers are asked for, once. */
    public static final class Call<R> {

        private final Instance sender;
        private final List<ActorId> receivers;
        private final boolean control;
        private final Payload payload;
        private final Type answerType;

        Call(Instance sender, List<ActorId> receivers, boolean control, Payload payload, Type answerType) {
            this.sender = sender;
            this.receivers = receivers;
            this.control = control;
            this.payload = payload;
            this.answerType = answerType;
        }

        /**
         * The answers in rank order.
         *
         * @param timeout of all: the wait for room where a receiver is full, then that for the answers
         * @param describe names a member for people, by rank
         * @throws MeshCallException if a rank can't answer or does not in time
         * @throws MeshException before anything is sent, if the actor whose turn this is would wait for itself
         */
        public List<R> await(Duration timeout, IntFunction<String> describe) {
            ActorId turn = Turn.current();
            if (turn != null && receivers.contains(turn)) {
                throw new MeshException("an actor can't wait for an answer of its own: use callAsync: actor=" + turn);
            }
            Patience patience = Patience.of(timeout);
            Answers answers = send(patience);
            answers.await(patience.left());
            return collect(answers, timeout, describe, null);
        }

        /** The same, later; completed on a worker, so that what is chained to it may block. */
        public CompletableFuture<List<R>> future(Duration timeout, IntFunction<String> describe) {
            Patience patience = Patience.of(timeout);
            Answers answers = send(patience);
            Origin origin = Turn.current() == null ? Origin.here() : null;
            CompletableFuture<Void> inTime = answers.complete()
                    .thenApply(done -> done)
                    .completeOnTimeout(null, patience.left().toNanos(), TimeUnit.NANOSECONDS);
            return inTime.thenApplyAsync(
                    done -> {
                        sender.handsOver();
                        return collect(answers, timeout, describe, origin);
                    },
                    sender.workers());
        }

        private Answers send(Patience patience) {
            Answers answers = sender.ask(receivers, control, payload, patience);
            answers.limitAfterLoss(sender.config().duration(Keys.GRACE));
            return answers;
        }

        @SuppressWarnings("unchecked") // decoded as the request's declared answer
        private List<R> collect(
                Answers answers, Duration timeout, IntFunction<String> describe, @Nullable Origin origin) {
            answers.close();
            List<R> values = new ArrayList<>(receivers.size());
            Map<Integer, Object> answered = new TreeMap<>();
            Map<Integer, Throwable> failed = new TreeMap<>();
            Unanswered unanswered = Unanswered.of(sender, receivers, answers);
            for (int rank = 0; rank < receivers.size(); rank++) {
                Throwable failure = failure(answers, rank, timeout, unanswered);
                if (failure != null) {
                    failed.put(rank, failure);
                    continue;
                }
                try {
                    Object value = answers.value(rank, answerType);
                    values.add((R) value);
                    answered.put(rank, value);
                } catch (WireFormatException e) {
                    failed.put(rank, e);
                }
            }
            if (!failed.isEmpty()) {
                throw failed(message(failed, describe), answered, failed, origin);
            }
            return values;
        }

        /* Reads from the line that called to the far one, also where another thread has waited for the answers. */
        private MeshCallException failed(
                String message,
                Map<Integer, Object> answered,
                Map<Integer, Throwable> failed,
                @Nullable Origin origin) {
            MeshCallException exception = new MeshCallException(message, answered, failed);
            Origin from = origin != null ? origin : Origin.here();
            StackTraceElement[] here = FarStack.caller(from.at());
            failed.values().forEach(failure -> FarStack.joined(failure, sender, here, from.thread()));
            if (origin != null) {
                exception.setStackTrace(here);
            }
            return exception;
        }

        private @Nullable Throwable failure(Answers answers, int rank, Duration timeout, Unanswered unanswered) {
            if (answers.isMissing(rank)) {
                return unanswered.failure(
                        rank,
                        why(answers) + ": receiver=" + receivers.get(rank) + " timeoutMillis=" + timeout.toMillis());
            }
            return answers.failure(rank);
        }

        private static String why(Answers answers) {
            if (Thread.currentThread().isInterrupted()) {
                return "interrupted";
            }
            return answers.isCutShort()
                    ? "no answer within a grace of the time when another rank was known to give none"
                    : "no answer in time";
        }

        private String message(Map<Integer, Throwable> failed, IntFunction<String> describe) {
            StringBuilder text = new StringBuilder();
            text.append(failed.size()).append(" of ").append(receivers.size()).append(" could not answer");
            failed.forEach((rank, failure) -> text.append("; rank ")
                    .append(rank)
                    .append(" (")
                    .append(describe.apply(rank))
                    .append("): ")
                    .append(failure));
            return text.toString();
        }
    }
}
