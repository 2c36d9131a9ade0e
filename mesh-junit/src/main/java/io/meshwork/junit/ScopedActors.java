package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The actor meshes of one test, or of one class: one per actor class, wherever it is asked for. For any thread. */
final class ScopedActors implements StoredResource {

    private final MeshFixture fixture;
    private final Map<Class<?>, ActorMesh<?>> byType = new HashMap<>(); // guarded by this
    private final Deque<ActorMesh<?>> inOrder = new ArrayDeque<>(); // guarded by this, newest first

    private ScopedActors(MeshFixture fixture) {
        this.fixture = fixture;
    }

    /** Those of the test, or of the class where the context is that of no test. */
    static ScopedActors of(ExtensionContext context) {
        MeshFixture fixture = ClassFixture.of(context); // stored before, so closed after
        return context.getStore(Namespace.create(ScopedActors.class, context.getUniqueId()))
                .getOrComputeIfAbsent(ScopedActors.class, key -> new ScopedActors(fixture), ScopedActors.class);
    }

    synchronized ActorMesh<?> get(Class<? extends Actor> type) {
        ActorMesh<?> known = byType.get(type);
        if (known != null) {
            return known;
        }
        ActorMesh<?> mesh = fixture.spawn(type);
        byType.put(type, mesh);
        inOrder.push(mesh);
        return mesh;
    }

    @Override
    public synchronized void close() {
        List<Runnable> steps = new ArrayList<>();
        inOrder.forEach(mesh -> steps.add(() -> fixture.stop(mesh)));
        Teardown.inOrder(steps);
    }
}
