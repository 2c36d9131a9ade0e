package io.meshwork.junit;

import io.meshwork.shape.Extent;
import io.meshwork.shape.ShapeException;
import java.util.List;
import java.util.Optional;

/**
 * What the mesh of a fixture looks like.
 *
 * @param hosts one host per point
 * @param perHost what each host gets of procs
 * @param jvmArgs of the procs; put behind the harness's own, so they win
 */
public record MeshShape(Extent hosts, Extent perHost, List<String> jvmArgs) {

    /** @throws ShapeException if both extents have a dimension of the same name */
    public MeshShape {
        requireDistinct(hosts, perHost);
        jvmArgs = List.copyOf(jvmArgs);
    }

    /**
     * The extents {@code hosts=h} and {@code procs=p}, also where a number is 1.
     *
     * @param hosts 1 or more
     * @param procs on each host, 1 or more
     * @throws ShapeException if a number is below 1
     */
    public static MeshShape of(int hosts, int procs) {
        return new MeshShape(count("hosts", hosts), count("procs", procs), List.of());
    }

    public MeshShape jvmArgs(String... args) {
        return new MeshShape(hosts, perHost, List.of(args));
    }

    /**
     * What was said of one level of a mesh.
     *
     * @param count of the dimension, or {@link MeshTest#UNSAID}
     * @param text named dimensions, or empty
     * @return empty if neither was said
     * @throws ShapeException if both are, or what is said is no extent
     */
    static Optional<Extent> extent(String dim, int count, String text) {
        if (count != MeshTest.UNSAID && !text.isEmpty()) {
            throw new ShapeException("a number and named dimensions for the same: accepted is one of them, got: " + dim
                    + "=" + count + " and the extent '" + text + "'");
        }
        if (count != MeshTest.UNSAID) {
            return Optional.of(count(dim, count));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(dim, text));
    }

    private static Extent parse(String dim, String text) {
        try {
            return Extent.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ShapeException("no extent of " + dim + ": accepted are named dimensions such as zone=2,rack=3: "
                    + e.getMessage() + ", in '" + text + "'");
        }
    }

    static void requireDistinct(Extent hosts, Extent perHost) {
        try {
            hosts.concat(perHost);
        } catch (IllegalArgumentException e) {
            throw new ShapeException("procs have a dimension of their hosts: " + e.getMessage() + ", hosts " + hosts
                    + " procs " + perHost);
        }
    }

    /** One dimension, of that many members. */
    static Extent count(String dim, int size) {
        if (size < 1) {
            throw new ShapeException("a mesh has 1 or more " + dim + ", got: " + dim + "=" + size);
        }
        return Extent.of(dim, size);
    }

    /** The hosts that a fixture of this shape has. */
    HostsSpec hostsSpec() {
        return new HostsSpec("", hosts, List.of());
    }

    /** The procs that a fixture of this shape has, on its hosts. */
    ProcsSpec procsSpec() {
        return new ProcsSpec("", perHost, jvmArgs);
    }
}
