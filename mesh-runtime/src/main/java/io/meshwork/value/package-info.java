/**
 * One value per rank: what a mesh answered, and how far its members are.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>VM-1: a value mesh has exactly one value per rank of its extent.
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
