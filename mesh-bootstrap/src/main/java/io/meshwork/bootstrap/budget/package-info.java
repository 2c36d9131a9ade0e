/**
 * What a run may take of the machine: how many processes, and how much memory beside the other runs of the user.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>BU-1: what can never be had is refused before a process is started for it, with the sum; for what others use is
 *       waited, under a bound.
 *   <li>BU-2: what a run has claimed is free again when its JVM is gone, however that came to its end.
 *   <li>BU-3: where nothing can be known or written down, nothing is refused.
 * </ul>
 *
 * <p>In the test JVM only: nothing of it is loaded in a child that starts. Threads: any. Imports {@code process}, {@code
 * config}, {@code proc} and {@code failure}.
 */
@NullMarked
package io.meshwork.bootstrap.budget;

import org.jspecify.annotations.NullMarked;
