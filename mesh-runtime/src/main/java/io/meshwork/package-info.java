/**
 * What a user holds: clients, meshes of hosts, procs and actors, and the seam to where hosts come from.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>M-1: what {@code allocate} or {@code spawn} could not bring up whole is gone before the exception leaves.
 *   <li>M-2: one cause is one entry of {@code failures()}; what follows from it hangs below it.
 *   <li>M-3: only the handle that made a mesh takes it down; views and handles from messages never do.
 *   <li>M-4: a closed client and a mesh that was taken down start nothing any more.
 *   <li>M-5: a fault returns when it has taken effect and the owner of the mesh was told of what it ended; or it throws.
 *   <li>M-6: hosts are the client's: the stop of a mesh keeps them, a shutdown through any mesh on them ends them for all,
 *       and the client's end does at the latest.
 *   <li>M-7: stop and shutdown return after the spawns that were under way have ended, one way or the other.
 *   <li>M-8: when a repair is over, every process of the hosts knows what was replaced: handles of the repaired meshes see
 *       the new members, refs to the old ones say why they can't be had, and neither is ever taken for the other.
 *   <li>M-9: until the first few answers from its procs a client loads no Netty, and of what is slow at first use (management,
 *       regular expressions, proxies, cryptography) nothing but what the JDK's channels need.
 *   <li>SV-1: a mesh has one owner, for whom the handle acted that spawned it; it alone stops the mesh.
 *   <li>SV-3: of each rank the owner of a mesh is told at most once, whatever befalls it; of one that was replaced, anew.
 *   <li>SV-4: what was stopped has not failed: nobody is told.
 *   <li>SV-7: who does not supervise a failure fails of it, and so on up to the client; what follows from the end of one
 *       process is one entry there.
 *   <li>AL-1: per rank, {@code Created} comes before {@code Running} before {@code Stopped}.
 *   <li>AL-2: an allocated process that ends is not replaced, unless that is asked for; then its events come again.
 * </ul>
 *
 * <p>Threads: all types may be used from any thread. Imports every other package of the runtime; nothing imports this one.
 */
@NullMarked
package io.meshwork;

import org.jspecify.annotations.NullMarked;
