/**
 * The archive of the harness's classes, which a JVM maps at its start instead of loading them one by one: where it lies,
 * under which key, whether it can be used. Beside it Netty's native library.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>AR-1: nothing that is wrong with an archive, or with the place where it lies, keeps a process from coming up.
 *   <li>AR-2: an archive is mapped only if it is this user's and as it was when it was made.
 *   <li>AR-3: of each key at most one is being made on a machine, and nobody waits for it.
 *   <li>AR-4: what is not whole is never found under an archive's name.
 * </ul>
 *
 * <p>Threads: none of its own; all types are values, or for any thread. Imports {@code process}, and {@code config}, {@code
 * transport} of the runtime.
 */
@NullMarked
package io.meshwork.bootstrap.archive;

import org.jspecify.annotations.NullMarked;
