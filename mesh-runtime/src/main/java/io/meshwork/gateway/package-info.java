/**
 * The routing table of a process: local proc, known peer, by way of a link, or undeliverable.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>G-1: an envelope is handed on once, or comes back to its sender once; what came back is never sent back again.
 *   <li>G-2: from one process to another, data envelopes take one way at a time, in order.
 *   <li>G-3: that way is the control links first, and a connection from when it is up. Nothing goes by the connection before
 *       all that took the links was handed on at the peer, or is known to be handed on there never: then it goes by the
 *       connection itself. What took the links and was not handed on when the peer ends, or within the delivery time-out,
 *       comes back.
 * </ul>
 *
 * <p>Threads: any; the tables are concurrent maps; one that opens the data plane, and ends. Imports {@code transport}, {@code pressure}, {@code wire},
 * {@code id}.
 */
@NullMarked
package io.meshwork.gateway;

import org.jspecify.annotations.NullMarked;
