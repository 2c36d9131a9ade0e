/**
 * The control link between a parent and its child: frames of a type and a body, both ways, over Unix domain sockets of the
 * JDK.
 *
 * <p>Invariants (with T-1 of {@code io.meshwork.transport}, and W-1 of {@code io.meshwork.wire} for what arrives):
 *
 * <ul>
 *   <li>LK-1: of each link, frames are told in the order in which they were sent, then its end, once; nothing afterwards.
 *   <li>LK-2: neither a peer's bytes nor an exception of the user's end any link but their own.
 * </ul>
 *
 * <p>Threads: one per {@link io.meshwork.transport.link.LinkLoop}, a daemon, which serves all links of a process and calls
 * all events. Imports {@code transport}, {@code wire} and {@code failure}, and nothing that would cost a child its quick
 * start: no Netty, streams, lambdas, regular expressions, JCA; a logger is only looked up when there is something to say.
 */
@NullMarked
package io.meshwork.transport.link;

import org.jspecify.annotations.NullMarked;
