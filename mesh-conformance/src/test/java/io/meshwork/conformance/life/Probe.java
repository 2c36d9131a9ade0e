package io.meshwork.conformance.life;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.id.ProcId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An actor that tells where it lives, and fails when told to. */
public final class Probe implements Actor {

    public record Pid() implements Request<Probe, Long> {}

    /** Answers the proc it finds itself on. */
    public record Where() implements Request<Probe, ProcId> {}

    /** @param serial of the actors of this class in its process */
    public record Made(long pid, int serial) {}

    public record WhenMade() implements Request<Probe, Made> {}

    public record Sleep(long millis) implements Message<Probe> {}

    public record Fail() implements Message<Probe> {}

    /** Tries to stop its own mesh, by the handle that came to it. */
    public record StopActors() implements Request<Probe, Boolean> {}

    /** Tries to stop the procs it lives on, by the handle that came to it. */
    public record StopProcs() implements Request<Probe, Boolean> {}

    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final Made made = new Made(ProcessHandle.current().pid(), SERIAL.incrementAndGet());

    @Handler
    Made made(WhenMade ask) {
        return made;
    }

    @Handler
    long pid(Pid ask) {
        return ProcessHandle.current().pid();
    }

    @Handler
    ProcId where(Where ask, ActorContext cx) {
        return cx.self().id().proc();
    }

    @Handler
    void sleep(Sleep order) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(order.millis());
    }

    @Handler
    void fail(Fail message) {
        throw new IllegalStateException("told to fail");
    }

    @Handler
    boolean stopActors(StopActors ask, ActorContext cx) {
        ActorMesh.of(cx).stop();
        return true;
    }

    @Handler
    boolean stopProcs(StopProcs ask, ActorContext cx) {
        ProcMesh.of(cx).stop();
        return true;
    }
}
