/**
 * How envelopes get from one process to another: transports, their connections, and what both carriers share: the run and
 * its secret, the proof of who is there, the framing.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>T-1: not a byte of a payload is decoded before the other end has proved that it is of this run and this version;
 *       one that can't is closed without an answer and harms nobody else.
 *   <li>T-2: an envelope posted to a connection is acknowledged by the peer, refused to its sender, or given back as lost:
 *       one of the three, once.
 *   <li>T-3: what one thread posts to one connection arrives in the order in which it was posted.
 *   <li>T-4: the socket directory of a run is there, of mode 0700, from the first {@code acquire} to the last {@code
 *       release}, and afterwards nothing of it is left.
 *   <li>T-5: the socket directory of a run whose owner is gone is deleted when the next run begins in the same place;
 *       one whose owner may be alive never is.
 *   <li>T-6: however often the line to a peer breaks, an envelope posted to a connection is received at most once, and
 *       all of them without a gap as long as the connection is not lost.
 *   <li>T-7: a connection goes on with the process that it began with, or not at all: one that has taken its address gets
 *       nothing of it; nor does it begin with another one than the address says, where it does.
 *   <li>T-8: where something waits and the peer acknowledges nothing for the delivery time-out, or can't be reached for
 *       so long, all that is not acknowledged comes back, and says so where the peer may have received it.
 *   <li>T-9: posting never blocks, and who asks is told when a connection keeps more than it should; control links wait
 *       for no data.
 *   <li>T-10: what a peer that has proved itself sends closes its own connection at the worst: it takes no more memory
 *       than the frame limit allows, and nobody waits for it.
 *   <li>T-11: a notice that an acceptor's process posts back while it takes an envelope gets to the dialler's on the same
 *       line, before the acknowledgement of that envelope and of all behind it; or it is lost with the line, which the
 *       dialler's hears before it sends anything again.
 * </ul>
 *
 * <p>Threads: each transport has one of its own, and the sweep of T-5 a short-lived one; {@link
 * io.meshwork.transport.Run} is safe for any thread, {@link io.meshwork.transport.FrameReader} is for one. Imports
 * {@code pressure}, {@code wire}, {@code id} and {@code failure}.
 */
@NullMarked
package io.meshwork.transport;

import org.jspecify.annotations.NullMarked;
