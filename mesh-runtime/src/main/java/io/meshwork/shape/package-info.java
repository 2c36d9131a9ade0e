/**
 * How the members of a mesh are numbered: extents, points, and views of them.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>SH-1: ranks are row-major from 0, and {@code rank(point(r)) == r} for every rank of an extent.
 *   <li>SH-2: the base ranks of a region strictly ascend with its view ranks, so no member is in it twice.
 *   <li>SH-3: each extent, point and region has a text form, and what is parsed from it equals the shape.
 *   <li>SH-4: two regions of the same extent and base ranks are equal, whatever verbs they came from.
 *   <li>SH-5: a view of a view sees what both together select: the members of {@code slice}, {@code range} and {@code
 *       groupBy} are those whose coordinates were asked for, and their order stays.
 *   <li>SH-6: {@code flatten}, {@code split} and {@code rename} change names and coordinates, but no member and no rank.
 *   <li>SH-7: a region is a subset of another that sees all its members; remapped to it, it has their view ranks there as
 *       base ranks.
 *   <li>SH-8: in the concatenation of two extents, which have no name in common, the rank of a point is that of its slower
 *       part times the size of the faster extent, plus that of its faster part.
 * </ul>
 *
 * <p>Threads: none; all types are values. Regions that are affine are kept as strides, all others as runs of ranks. Imports {@code failure}. {@code equals}, {@code hashCode} and {@code
 * toString} are written by hand, since the generated ones of records are slow at first use and shapes are on every
 * start path.
 */
@NullMarked
package io.meshwork.shape;

import org.jspecify.annotations.NullMarked;
