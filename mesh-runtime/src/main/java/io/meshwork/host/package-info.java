/**
 * Hosts: the front door of the procs of one machine, the agent that starts and ends them, and the seam to what makes
 * them.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>H-1: creating is idempotent by name while the proc lives; a name is free again when its proc has ended.
 *   <li>H-2: a shutdown is acknowledged when no child process of the host is left, and the acknowledgement is on its way
 *       before the host's process ends.
 *   <li>H-3: a proc belongs to the host mesh it was created through: only that one's stop ends it alone, and to another one
 *       its name is taken.
 *   <li>H-4: a proc belongs to the one who asked for it, a client or an actor: another one neither gets nor stops it under its
 *       name, and it ends when the process of its owner has ended.
 * </ul>
 *
 * <p>Threads: the agent runs on the process's control thread. Imports {@code proc}, {@code actor}, {@code gateway},
 * {@code mailbox}, {@code config}, {@code value}, {@code shape}, {@code id}, {@code wire}, {@code failure}.
 */
@NullMarked
package io.meshwork.host;

import org.jspecify.annotations.NullMarked;
