package io.meshwork.mailbox;

import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The meshes that one instance has spawned, none of which outlives it (SV-2). For any thread. */
public final class Ownership {

    private final ActorId owner;
    private List<Owned> meshes = List.of(); // guarded by this; replaced, as most own nothing
    private boolean ended; // guarded by this

    Ownership(ActorId owner) {
        this.owner = owner;
    }

    /** @throws MeshException if the owner has ended, or is ending: it spawns nothing any more; or if it has one that excludes it */
    public synchronized void add(Owned mesh) {
        if (ended) {
            throw new MeshException(
                    "who has ended spawns nothing any more, and what it owned is stopped: owner=" + owner);
        }
        for (Owned other : meshes) {
            if (mesh.excludes(other)) {
                throw new MeshException(
                        "a mesh of that name exists: choose another name: mesh=" + mesh + " owner=" + owner);
            }
        }
        List<Owned> all = new ArrayList<>(meshes);
        all.add(mesh);
        meshes = all;
    }

    public synchronized void remove(Owned mesh) {
        List<Owned> rest = new ArrayList<>(meshes);
        rest.remove(mesh);
        meshes = rest;
    }

    /** The owner ends, and all of it first; one future for each mesh. */
    public List<CompletableFuture<Void>> end(String reason) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Owned mesh : takeAll()) {
            ends.add(mesh.end(reason));
        }
        return ends;
    }

    private synchronized List<Owned> takeAll() {
        ended = true;
        List<Owned> all = meshes;
        meshes = List.of();
        return all;
    }

    private synchronized List<Owned> all() {
        return meshes;
    }

    void ended(Address process, String reason, boolean wanted) {
        for (Owned mesh : all()) {
            mesh.ended(process, reason, wanted);
        }
    }
}
