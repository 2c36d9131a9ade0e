package io.meshwork;

import io.meshwork.actor.Request;
import io.meshwork.failure.MeshException;
import io.meshwork.host.Effect;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcState;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.UndeliverableException;
import io.meshwork.proc.Signals;
import org.jspecify.annotations.Nullable;

/**
 * What tests do to a proc, through its host's agent. Each returns when it has taken effect (M-5).
 *
 * @param states what the owner of its mesh has heard; null where that is not known
 * @param rank in those states
 */
record ProcFaults(
        ProcRef proc,
        ProcRef.Member member,
        Instance sender,
        @Nullable ProcStates states,
        int rank) {

    /** @param signal as in {@code kill(1)}, checked */
    void signal(int signal) {
        String asked = Signals.name(signal);
        require(ask(new HostAgent.Signal(member.id().name(), signal), asked), asked, signal == Signals.KILL);
    }

    /** @param code checked */
    void exit(int code) {
        String asked = "exit(" + code + ")";
        require(ask(new HostAgent.ExitProc(member.id().name(), code), asked), asked, false);
    }

    private Answers ask(Request<HostAgent, Effect> request, String asked) {
        Answers answers = HostAgent.at(member.host(), sender).ask(request);
        boolean inTime = answers.await(sender.callTimeout());
        answers.close();
        if (!inTime) {
            String why = Thread.currentThread().isInterrupted() ? "interrupted" : "its host does not answer";
            throw failed(why, asked, " lastState=" + lastState() + bound(), null);
        }
        return answers;
    }

    /* One that is gone is as good as killed. */
    private void require(Answers answers, String asked, boolean mayBeGone) {
        Throwable failure = answers.failure(0);
        if (failure instanceof UndeliverableException) {
            if (!mayBeGone) {
                throw failed("it is gone with its host", asked, " host=" + failure.getMessage(), null);
            }
        } else if (failure != null) {
            throw failed("its host could not do it", asked, "", failure);
        } else {
            require((Effect) answers.value(0, Effect.class), asked, mayBeGone);
        }
    }

    private void require(@Nullable Effect effect, String asked, boolean mayBeGone) {
        if (effect == null) {
            throw new IllegalStateException("an answer without a value: asked=" + asked);
        }
        String state = effect.state().status().describe();
        if (effect.kind() == Effect.Kind.LATE) {
            throw failed("no effect in time", asked, " lastState=" + state + bound(), null);
        }
        if (effect.kind() == Effect.Kind.GONE && !mayBeGone) {
            throw failed("it is gone", asked, " state=" + state, null);
        }
    }

    private String lastState() {
        ProcState state = states != null ? states.of(rank) : null;
        return state != null ? state.status().describe() : "unknown";
    }

    private String bound() {
        return " boundMillis=" + sender.callTimeout().toMillis();
    }

    private MeshException failed(String what, String asked, String rest, @Nullable Throwable cause) {
        return new MeshException(what + ": proc=" + proc + " asked=" + asked + rest, cause);
    }
}
