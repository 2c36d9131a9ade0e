/**
 * What travels between actors, and the one way to move it on.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>W-1: bytes of a peer, whatever they are, lead to a value or to a {@link io.meshwork.wire.WireFormatException};
 *       never to a hang, and never to more memory than the bytes that came.
 *   <li>W-2: a payload is encoded once and never changed afterwards, so one array may go to many receivers.
 *   <li>W-3: what can't travel is refused at the sender, before anything is sent; a value that is passed as it is, inside of
 *       one JVM, where it leaves that JVM.
 * </ul>
 *
 * <p>Threads: values and stateless code; {@code WireOutput} and {@code WireInput} are for one thread. Imports {@code id},
 * {@code config} and {@code failure}. Handles of higher packages travel as {@link io.meshwork.wire.TravelForm}s, so this
 * package knows none of them.
 */
@NullMarked
package io.meshwork.wire;

import org.jspecify.annotations.NullMarked;
