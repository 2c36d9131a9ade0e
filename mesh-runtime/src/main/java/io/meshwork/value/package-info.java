/**
 * One value per rank: what a mesh answered, and how far its members are.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>VM-1: a value mesh has exactly one value per rank of its extent.
 *   <li>VM-2: two value meshes are equal if their extents are and their values by rank, whether they are kept by rank or as
 *       runs; a view of one that is kept as runs is kept as runs.
 *   <li>VO-1: the runs of an overlay are sorted, don't overlap, and neighbours of the same value are one; two overlays are
 *       equal if they give equal values to the same ranks.
 *   <li>VO-2: merging overlays is right-biased and associative, with the empty one as its unit; applying a merged one is
 *       applying one after the other.
 *   <li>SM-1: in a status mesh a rank never moves back in the order of {@link io.meshwork.value.Status}, and its first
 *       terminated status is its last. So an overlay that comes twice, or late, does no harm.
 *   <li>SO-1: the runs of a status overlay are sorted, don't overlap, and are as few as can be; merging two overlays is
 *       right-biased and associative.
 * </ul>
 *
 * <p>Threads: none; all types are immutable. Imports {@code shape} and {@code failure}.
 */
@NullMarked
package io.meshwork.value;

import org.jspecify.annotations.NullMarked;
