/**
 * The routing table of a process: local proc, known peer, by way of a link, or undeliverable.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>G-1: an envelope is handed on once, or comes back to its sender once; what came back is never sent back again.
 *   <li>G-2: from one process to another, data envelopes take one connection, in order.
 * </ul>
 *
 * <p>Threads: any; the tables are concurrent maps. Imports {@code transport}, {@code pressure}, {@code wire},
 * {@code id}.
 */
@NullMarked
package io.meshwork.gateway;

import org.jspecify.annotations.NullMarked;
