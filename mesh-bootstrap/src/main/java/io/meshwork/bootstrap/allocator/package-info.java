/**
 * Where the hosts of a test come from: child processes of the test JVM.
 *
 * <p>Invariants: AL-1 and AL-2 of {@link io.meshwork.Alloc}, and
 *
 * <ul>
 *   <li>AL-3: allocating starts no process; pulling the first event does.
 *   <li>AL-4: a process that ends before all run fails the allocation; none is started in its place.
 * </ul>
 *
 * <p>Threads: as {@code launch}. Imports {@code launch}, {@code reaper}, {@code process} and the runtime; never {@code child}.
 */
@NullMarked
package io.meshwork.bootstrap.allocator;

import org.jspecify.annotations.NullMarked;
