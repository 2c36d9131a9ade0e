package io.meshwork.samples;

import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshFailure;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Owns its packers: it spawned them, so it hears when one is lost. It starts a fresh process for another one, puts it in that
 * place and goes on. The process is the manager's own, and ends with it.
 */
public final class Manager implements Actor {

    /** @param hosts where processes for replacements come from */
    public record Hire(ProcMesh procs, HostMesh hosts) implements Message<Manager> {}

    public record Pack(List<String> parcels) implements Request<Manager, List<String>> {}

    private record Job(String parcel, int place, CompletableFuture<String> packed) {}

    private final List<ActorRef<Packer>> packers = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private HostMesh hosts;

    @Handler
    void hire(Hire order) {
        order.procs().spawn("packers", Packer.class).values().forEach(packers::add);
        hosts = order.hosts();
    }

    @Handler
    CompletionStage<List<String>> pack(Pack order) {
        List<CompletableFuture<String>> packed = new ArrayList<>();
        for (String parcel : order.parcels()) {
            Job job = new Job(parcel, packed.size() % packers.size(), new CompletableFuture<>());
            jobs.add(job);
            packed.add(job.packed());
            give(job);
        }
        return CompletableFuture.allOf(packed.toArray(CompletableFuture[]::new))
                .thenApply(done -> packed.stream().map(CompletableFuture::join).toList());
    }

    /* What a lost packer had in hand stays open until its replacement is there. */
    private void give(Job job) {
        packers.get(job.place()).callAsync(new Packer.Pack(job.parcel())).thenAccept(job.packed()::complete);
    }

    // tag::supervise[]
    @Override
    public boolean supervise(MeshFailure failure, ActorContext cx) {
        int place = failure.ranks().get(0);
        ProcMesh fresh = hosts.spawn("fresh", Extent.unity());
        packers.set(place, fresh.spawn("packer", Packer.class).get(0));
        jobs.stream()
                .filter(job -> job.place() == place && !job.packed().isDone())
                .forEach(this::give);
        return true;
    }
    // end::supervise[]
}
