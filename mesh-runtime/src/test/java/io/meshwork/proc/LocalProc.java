package io.meshwork.proc;

import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorSpec;
import io.meshwork.actor.Surroundings;
import io.meshwork.config.Config;
import io.meshwork.failure.MeshFailure;
import io.meshwork.gateway.Gateway;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.PortRef;
import io.meshwork.shape.Extent;
import io.meshwork.wire.Undeliverable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A proc with its agent in this process, and a client beside it that talks to both. */
public final class LocalProc implements Instance.Events, AutoCloseable {

    private static final Address HERE = new Address.Unix("/nowhere/local.s");

    private final Gateway gateway = new Gateway(HERE, () -> {
        throw new IllegalStateException("one process needs no data plane");
    });
    private final Surroundings surroundings = Surroundings.start("local", gateway, Config.of(Map.of()));
    private final Proc proc =
            new Proc(new ProcId("p0", HERE), Extent.unity(), 0, gateway, surroundings, Config.of(Map.of()));
    private final Instance client = proc.join("client", this);

    public final BlockingQueue<Undeliverable> bounced = new LinkedBlockingQueue<>();
    public final BlockingQueue<MeshFailure> failures = new LinkedBlockingQueue<>();

    public LocalProc() {
        ProcAgent.serve(proc);
    }

    public Instance client() {
        return client;
    }

    public Proc proc() {
        return proc;
    }

    public ActorRef<ProcAgent> agent() {
        return ProcAgent.of(proc.id(), client);
    }

    /** Asks the agent for an actor; it may still be in its constructor when this returns. */
    public <A> ActorRef<A> create(String name, Class<A> type, Object... arguments) {
        PortRef<RankStatus> updates = client.listen(RankStatus.class, update -> {});
        agent().call(new ProcAgent.CreateOrUpdate(spec(name, type, arguments), updates));
        return new ActorRef<>(proc.id().actor(name), type, client);
    }

    public ActorSpec spec(String name, Class<?> type, Object... arguments) {
        byte[] encoded = client.encode(arguments);
        return new ActorSpec(name, name, type.getName(), encoded, Extent.unity(), 0, null, List.of());
    }

    @Override
    public void undeliverable(Supplier<Undeliverable> returned) {
        bounced.add(returned.get());
    }

    @Override
    public void failed(MeshFailure failure) {
        failures.add(failure);
    }

    @Override
    public void close() {
        surroundings.close();
    }
}
