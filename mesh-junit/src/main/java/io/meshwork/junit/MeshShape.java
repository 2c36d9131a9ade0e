package io.meshwork.junit;

import io.meshwork.shape.Extent;
import io.meshwork.shape.ShapeException;
import java.util.List;

/**
 * What the mesh of a fixture looks like.
 *
 * @param hosts 1 or more
 * @param procs on each host, 1 or more
 * @param jvmArgs of the procs; put behind the harness's own, so they win
 */
public record MeshShape(int hosts, int procs, List<String> jvmArgs) {

    /** @throws ShapeException if a number is below 1 */
    public MeshShape {
        requirePositive("hosts", hosts);
        requirePositive("procs", procs);
        jvmArgs = List.copyOf(jvmArgs);
    }

    public static MeshShape of(int hosts, int procs) {
        return new MeshShape(hosts, procs, List.of());
    }

    public MeshShape jvmArgs(String... args) {
        return new MeshShape(hosts, procs, List.of(args));
    }

    /** {@code hosts=h} */
    Extent hostExtent() {
        return Extent.of("hosts", hosts);
    }

    /** {@code procs=p}, also when it is 1 */
    Extent perHost() {
        return Extent.of("procs", procs);
    }

    private static void requirePositive(String dim, int size) {
        if (size < 1) {
            throw new ShapeException("a mesh has 1 or more " + dim + ", got: " + dim + "=" + size);
        }
    }
}
