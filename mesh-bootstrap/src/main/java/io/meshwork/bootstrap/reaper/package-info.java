/**
 * The last net under a run: a small process that ends what a test JVM leaves behind, however that JVM came to its end.
 * For Linux; elsewhere it ends nothing.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>RP-1: soon after the process that began a run is gone, for whatever reason, so is all that carries the run's id in
 *       its environment, in whatever state, session or place in the tree, and all that descends from it; then the run's
 *       directory. What cleared its environment and lost its parent before that moment is not found.
 *   <li>RP-2: nothing is killed while that process lives, nor after a close, and never what is of another run. The pipe
 *       that tells stays open even if its reaper is forgotten.
 *   <li>RP-3: it holds nothing but that pipe: no stream, directory or session of its starter, nor the marker of its run.
 *   <li>RP-4: one that ends before its time is replaced; one that doesn't stay is given up, and an ERROR says so.
 *   <li>RP-5: no signal of a terminal, and no TERM, ends it.
 *   <li>RP-6: it is ready only once it has said so itself.
 * </ul>
 *
 * <p>Threads: one per run starts its process and waits for its end, beside those that {@code process} has for a child.
 * Imports {@code process} and {@code failure}.
 */
@NullMarked
package io.meshwork.bootstrap.reaper;

import org.jspecify.annotations.NullMarked;
