package io.meshwork.junit.assertions;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.failure.MeshFailure;
import io.meshwork.value.ValueMesh;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ for meshes. What fails prints the mesh: hosts, procs and actors with their states. To be imported statically beside
 * AssertJ's own {@code assertThat}; in {@code await().untilAsserted(() -> assertThat(procs).allReady())} they are
 * conditions, too.
 */
public final class MeshAssertions {

    private MeshAssertions() {}

    public static HostMeshAssert assertThat(@Nullable HostMesh actual) {
        return new HostMeshAssert(actual);
    }

    public static ProcMeshAssert assertThat(@Nullable ProcMesh actual) {
        return new ProcMeshAssert(actual);
    }

    public static ActorMeshAssert assertThat(@Nullable ActorMesh<?> actual) {
        return new ActorMeshAssert(actual);
    }

    /** Of the values, in rank order. */
    public static <T> ValueMeshAssert<T> assertThat(@Nullable ValueMesh<? extends T> actual) {
        return new ValueMeshAssert<>(actual);
    }

    public static MeshFailureAssert assertThat(@Nullable MeshFailure actual) {
        return new MeshFailureAssert(actual);
    }
}
