/**
 * Actors: what a user writes, and the cell that runs one message at a time.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A-1: an actor class whose handlers don't fit is refused when it is first used, before anything is sent.
 *   <li>A-2: a handler that throws while someone waits for its answer fails the request, not the actor.
 *   <li>A-3: a handler that throws while nobody waits fails the actor, and its owner is told once.
 *   <li>A-4: an actor that has ended takes no message: they go back to their senders.
 *   <li>A-5: a message that an actor can't read, or has no handler for, goes back and harms the actor nothing.
 *   <li>A-6: a handle acts for the one it was given to, whatever thread uses it.
 *   <li>SV-2: nothing outlives its owner: children and meshes are stopped before the owner's {@code stopped} hook runs and
 *       before its end is told; when the owner's process ends, the agents of their procs stop them.
 *   <li>SV-5: an actor whose end is settled refuses messages; its owner is told, and only then its status is terminal.
 *   <li>SV-6: a request that an actor has not answered when it ends fails with the actor's status, wherever it stands.
 *   <li>SV-8: a handler that does not end is reported with actor, message and stack, and stops nothing but its own actor.
 * </ul>
 *
 * <p>Threads: an actor's methods run on one worker at a time, those of a {@code ControlActor} on the control thread; refs
 * and cells may be used from any thread. Imports {@code mailbox}, {@code wire}, {@code shape}, {@code id}, {@code
 * failure}.
 */
@NullMarked
package io.meshwork.actor;

import org.jspecify.annotations.NullMarked;
