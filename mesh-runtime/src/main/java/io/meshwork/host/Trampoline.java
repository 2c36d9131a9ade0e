package io.meshwork.host;

import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ControlActor;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.Proc;

/** Turns an allocated proc into a host, in its own process, and reports the host's agent with the rank it is for. */
public final class Trampoline implements ControlActor {

    /** @param agent of the host that was stood up */
    public record Report(int rank, ActorId agent) {}

    private final Proc proc;
    private final PortRef<Report> reports;
    private final PortRef<ProcNews> news;

    /** @param news where the host tells of its procs */
    Trampoline(Proc proc, PortRef<Report> reports, PortRef<ProcNews> news) {
        this.proc = proc;
        this.reports = reports;
        this.news = news;
    }

    @Override
    public void started(ActorContext cx) {
        reports.send(new Report(cx.rank(), Host.standUp(proc, news)));
    }
}
