package io.meshwork.value;

import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import io.meshwork.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * What has members in a shape, and can be seen through views: meshes of hosts, procs, actors and values. A view has some
 * of the members, or all in another shape; the order of members stays. Views of views compose. To take one is local: no
 * message is sent.
 *
 * @param <V> what a view is: the same kind of thing
 */
public interface Shaped<V> {

    /** Which members of the mesh it was made with are seen here, and in what shape. */
    Region region();

    /**
     * The members that have the base ranks of a region, in its shape.
     *
     * @throws ShapeException if some of them aren't seen here
     */
    V view(Region view);

    default Extent extent() {
        return region().extent();
    }

    default int size() {
        return extent().size();
    }

    /**
     * The members at one index of a dimension; the dimension goes.
     *
     * @throws ShapeException if there is no such dimension or index
     */
    default V slice(String dim, int index) {
        return view(region().slice(dim, index));
    }

    /**
     * The members of a part of a dimension; the dimension stays, also if one index remains.
     *
     * @throws ShapeException if there is no such dimension, the range is empty, or it isn't all within the dimension
     */
    default V range(String dim, int from, int toExclusive) {
        return view(region().range(dim, from, toExclusive));
    }

    /**
     * The same with a distance.
     *
     * @param step from one index to the next, 1 or more
     * @throws ShapeException as {@link #range(String, int, int)}, and if the step is below 1
     */
    default V range(String dim, int from, int toExclusive, int step) {
        return view(region().range(dim, from, toExclusive, step));
    }

    /** All members along one dimension, in the order of their ranks. */
    default V flatten(String dim) {
        return view(region().flatten(dim));
    }

    /**
     * One dimension as others, which take its place; ranks stay.
     *
     * @param parts slowest first; as many members together as the dimension has
     * @throws ShapeException if there is no such dimension, the sizes don't multiply up to its size, or another dimension
     *     has one of the names
     */
    default V split(String dim, Extent parts) {
        return view(region().split(dim, parts));
    }

    /**
     * Another name for a dimension; ranks stay.
     *
     * @throws ShapeException if there is no such dimension, or another one has that name
     */
    default V rename(String from, String to) {
        return view(region().rename(from, to));
    }

    /**
     * A view for each combination of indices along some dimensions, which it no longer has: of {@code hosts=2,procs=4},
     * {@code groupBy("hosts")} gives two views of {@code procs=4}, in the shape {@code hosts=2}.
     *
     * @param dims the first varies slowest
     * @throws ShapeException if there is no such dimension, or it is named twice
     */
    default ValueMesh<V> groupBy(String... dims) {
        List<V> groups = new ArrayList<>();
        for (Region group : region().groupBy(dims)) {
            groups.add(view(group));
        }
        return ValueMesh.of(extent().only(dims), groups);
    }
}
