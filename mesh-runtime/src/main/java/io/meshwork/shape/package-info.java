/**
 * How the members of a mesh are numbered: extents, points, and views of them.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>SH-1: ranks are row-major from 0, and {@code rank(point(r)) == r} for every rank of an extent.
 *   <li>SH-2: the base ranks of a region strictly ascend with its view ranks, so no member is in it twice.
 *   <li>SH-3: each extent and region has a text form, and {@code parse(shape.toString())} equals the shape.
 * </ul>
 *
 * <p>Threads: none; all types are values. Imports {@code failure}. {@code equals}, {@code hashCode} and {@code
 * toString} are written by hand, since the generated ones of records are slow at first use and shapes are on every
 * start path.
 */
@NullMarked
package io.meshwork.shape;

import org.jspecify.annotations.NullMarked;
