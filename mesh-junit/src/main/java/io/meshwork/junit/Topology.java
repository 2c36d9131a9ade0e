package io.meshwork.junit;

import io.meshwork.shape.Extent;
import io.meshwork.shape.ShapeException;
import java.util.List;

/**
 * What the mesh of one run of a test looks like.
 *
 * @param text as it was said
 */
record Topology(String text, MeshShape shape) {

    /**
     * @param base what is not said is as there
     * @throws ShapeException if the text is no topology
     */
    static Topology parse(String text, MeshShape base) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            Extent hosts = extent(text.substring(0, slash).strip(), text);
            Extent perHost = extent(text.substring(slash + 1).strip(), text);
            return new Topology(text, new MeshShape(hosts, perHost, base.jvmArgs()));
        }
        Extent hosts = base.hosts();
        Extent perHost = base.perHost();
        for (Extent.Dim dim : extent(text, text).dims()) {
            Extent one = new Extent(List.of(dim));
            switch (dim.name()) {
                case "hosts" -> hosts = one;
                case "procs" -> perHost = one;
                default -> throw refused(text, "no such dimension: " + dim);
            }
        }
        return new Topology(text, new MeshShape(hosts, perHost, base.jvmArgs()));
    }

    private static Extent extent(String part, String text) {
        try {
            Extent extent = Extent.parse(part);
            if (extent.isUnity()) {
                throw refused(text, "nothing is said");
            }
            return extent;
        } catch (IllegalArgumentException e) {
            throw refused(text, String.valueOf(e.getMessage()));
        }
    }

    private static ShapeException refused(String text, String why) {
        return new ShapeException("no topology: accepted are hosts=2,procs=4 and named dimensions such as"
                + " zone=2,rack=3 / gpus=4, got: '" + text + "': " + why);
    }
}
