package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Meshes that live equally long: for one test, for a class, or as long as their fixture. Each is made when first asked for,
 * and once: who asks again gets the same mesh, or the same failure. For any thread.
 */
final class Meshes {

    /** What tells one from another: hosts differ by what was said of them, procs and actors by what they stand on, too. */
    private record Wanted(Object spec, Object on) {

        @Override
        public boolean equals(@Nullable Object other) { // as those of the specs
            return other instanceof Wanted that && spec.equals(that.spec) && on.equals(that.on);
        }

        @Override
        public int hashCode() {
            return 31 * spec.hashCode() + on.hashCode();
        }
    }

    private final MeshFixture fixture;
    private final Map<Wanted, Once<?>> known = new HashMap<>(); // guarded by the fixture
    private final Deque<Object> made = new ArrayDeque<>(); // guarded by the fixture, newest first

    Meshes(MeshFixture fixture) {
        this.fixture = fixture;
    }

    /** @param toCome the procs that will be asked for next on these hosts; empty if that is not known */
    HostMesh hosts(HostsSpec spec, Supplier<Optional<ProcsSpec>> toCome) {
        return get(new Wanted(spec, fixture), "starting the hosts", () -> fixture.start(spec, toCome.get()));
    }

    ProcMesh procs(ProcsSpec spec, HostMesh on) {
        return get(new Wanted(spec, on), "starting the procs", () -> fixture.start(spec, on));
    }

    ActorMesh<? extends Actor> actors(ActorsSpec spec, ProcMesh on) {
        return get(new Wanted(spec, on), "spawning the actors", () -> fixture.start(spec, on));
    }

    /** Stops all of them, newest first. A second call does nothing. */
    void close() {
        List<Runnable> steps = new ArrayList<>();
        synchronized (fixture) {
            made.forEach(mesh -> steps.add(() -> fixture.stop(mesh)));
            made.clear();
            known.clear();
        }
        Teardown.inOrder(steps);
    }

    @SuppressWarnings("unchecked") // what was made for a spec is of that spec's mesh
    private <T> T get(Wanted wanted, String what, Supplier<T> start) {
        synchronized (fixture) {
            Once<T> once = (Once<T>) known.computeIfAbsent(
                    wanted,
                    key -> new Once<>(what, () -> {
                        T mesh = start.get();
                        made.push(mesh);
                        return mesh;
                    }));
            return fixture.timed(once::get);
        }
    }
}
