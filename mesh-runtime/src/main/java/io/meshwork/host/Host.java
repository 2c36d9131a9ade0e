package io.meshwork.host;

import io.meshwork.id.ActorId;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.Proc;
import io.meshwork.shape.Extent;
import java.util.function.Consumer;

/**
 * The front door of the procs of one machine, stood up in the process of an allocated proc: a service proc behind that
 * process's gateway, and on it the agent that starts and ends the others.
 */
final class Host {

    private Host() {}

    /**
     * @param news where it tells of its procs
     * @return the id of its agent, which takes messages by then
     */
    static ActorId standUp(Proc allocated, PortRef<ProcNews> news) {
        ProcManager.Factory factory = allocated.attachment(ProcManager.Factory.class);
        ProcId id = new ProcId(HostAgent.SERVICE, allocated.gateway().self());
        Proc service =
                new Proc(id, Extent.unity(), 0, allocated.gateway(), allocated.surroundings(), allocated.config());
        service.exit().thenAccept(new EndsWith(allocated));
        return service.serve(HostAgent.NAME, new HostAgent(service, factory.create(service), news))
                .id();
    }

    private record EndsWith(Proc allocated) implements Consumer<Integer> {
        @Override
        public void accept(Integer code) {
            allocated.exit().complete(code);
        }
    }
}
