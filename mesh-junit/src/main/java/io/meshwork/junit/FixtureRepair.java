package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.failure.MeshException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the meshes whole that several tests use one after the other (J-12): what stands still goes on when a test is over,
 * what has ended is replaced before the next. For any thread.
 */
final class FixtureRepair {

    private final MeshFixture fixture;
    private String after = ""; // guarded by the fixture; the latest test that may have damaged them
    private @Nullable MeshException failure; // guarded by the fixture

    FixtureRepair(MeshFixture fixture) {
        this.fixture = fixture;
    }

    /** A test is over: by the end of this the client has heard of all that has ended. @param test for people */
    void testEnds(String test) {
        synchronized (fixture) {
            after = test;
            List<Runnable> steps = new ArrayList<>();
            fixture.running(HostMesh.class, List.of(fixture)).forEach(hosts -> steps.add(hosts::resume));
            Teardown.inOrder(steps);
        }
    }

    /**
     * The meshes are about to be used.
     *
     * @throws MeshException if they are damaged and could not be repaired, now or before: it is not tried again
     */
    void beforeUse() {
        synchronized (fixture) {
            if (failure != null) {
                throw new MeshException(failure.getMessage(), failure.getCause());
            }
            if (!after.isEmpty()) {
                String test = after;
                after = "";
                repair(test);
            }
        }
    }

    private void repair(String test) {
        try {
            for (HostMesh hosts : fixture.running(HostMesh.class, List.of(fixture))) {
                List<ProcMesh> procs = fixture.running(ProcMesh.class, List.of(hosts));
                List<ActorMesh<?>> actors = new ArrayList<>();
                fixture.running(ActorMesh.class, procs).forEach(actors::add);
                hosts.repair(test, procs, actors);
            }
        } catch (RuntimeException e) {
            failure = new MeshException(
                    "the meshes that " + test + " left behind could not be repaired, which is not tried again: "
                            + e.getMessage(),
                    e);
            throw failure;
        }
    }
}
