package io.meshwork.actor;

import io.meshwork.mailbox.Instance;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers the requests that an actor has taken, at once or when the stage that it returned completes. For any thread. */
final class Replies {

    private final Instance instance;
    private final ActorContext context;
    private volatile @Nullable Set<Envelope> later; // made for the first; envelopes are equal to themselves alone

    /** @param context of the actor: where its exceptions come from */
    Replies(Instance instance, ActorContext context) {
        this.instance = instance;
        this.context = context;
    }

    /** On the actor's turn. Does nothing if nobody waits for an answer. */
    void answer(Envelope request, @Nullable Object result) {
        if (request.replyTo() == null) {
            return;
        }
        if (result instanceof CompletionStage<?> stage) {
            add(request);
            stage.whenComplete((value, error) -> answerLate(request, value, error));
        } else {
            answerValue(request, result);
        }
    }

    void answerError(Envelope request, Throwable error) {
        boolean wrapped = error instanceof CompletionException && error.getCause() != null;
        Throwable marked = FarStack.marked(wrapped ? error.getCause() : error, context);
        instance.answer(request, Envelope.Kind.ERROR, instance.encode(marked));
    }

    /** Those that are still to be answered; they are the caller's to answer from now on. */
    List<Envelope> takeAll() {
        Set<Envelope> known = later;
        List<Envelope> taken = new ArrayList<>();
        if (known != null) {
            known.forEach(request -> {
                if (known.remove(request)) {
                    taken.add(request);
                }
            });
        }
        return taken;
    }

    private void answerLate(Envelope request, @Nullable Object value, @Nullable Throwable error) {
        if (!remove(request)) {
            return; // the actor has ended, and who waited was told
        }
        if (error != null) {
            answerError(request, error);
        } else {
            answerValue(request, value);
        }
    }

    private void answerValue(Envelope request, @Nullable Object value) {
        try {
            instance.answer(request, value);
        } catch (RuntimeException e) {
            answerError(request, e);
        }
    }

    private void add(Envelope request) {
        Set<Envelope> known = later;
        if (known == null) {
            known = ConcurrentHashMap.newKeySet(); // on the actor's turn, where all are added
            later = known;
        }
        known.add(request);
    }

    /* Of an answer and the actor's end, the first one counts. */
    private boolean remove(Envelope request) {
        Set<Envelope> known = later;
        return known != null && known.remove(request);
    }
}
