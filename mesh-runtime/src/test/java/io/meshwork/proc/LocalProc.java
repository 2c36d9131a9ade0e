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
import io.meshwork.value.Status;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A proc with its agent in this process, and a client beside it that talks to both. */
public final class LocalProc implements Instance.Events, AutoCloseable {

    private static final Address HERE = new Address.Unix("/nowhere/local.s");

    private final Surroundings surroundings;
    private final Proc proc;
    private final Instance client;

    public final BlockingQueue<Undeliverable> bounced = new LinkedBlockingQueue<>();
    public final BlockingQueue<MeshFailure> failures = new LinkedBlockingQueue<>();

    public LocalProc() {
        this(gateway -> gateway);
    }

    public LocalProc(Config config) {
        this(config, gateway -> gateway);
    }

    /** @param fault what stands between all that live here and the gateway */
    public LocalProc(UnaryOperator<Sender> fault) {
        this(Config.of(Map.of()), fault);
    }

    public LocalProc(Config config, UnaryOperator<Sender> fault) {
        Gateway gateway = new Gateway(HERE, () -> {
            throw new IllegalStateException("one process needs no data plane");
        });
        surroundings = Surroundings.start("local", fault.apply(gateway), config);
        proc = new Proc(new ProcId("p0", HERE), Extent.unity(), 0, gateway, surroundings, config);
        client = proc.join("client", this);
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
        agent().call(new ProcAgent.CreateOrUpdate(spec(name, type, arguments), updates, new Status.Running()));
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
