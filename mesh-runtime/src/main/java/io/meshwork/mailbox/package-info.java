/**
 * Where envelopes end: the queue of an actor, ports, and the answers to a call.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>MB-1: a mailbox gives its items in the order in which one sender offered them.
 *   <li>MB-2: one turn at a time; a turn sees all that the turns before it wrote.
 *   <li>MB-3: a handler that blocks holds up no other actor, as long as there are workers left.
 *   <li>MB-4: a call gets one word per receiver, the first; a second changes nothing.
 * </ul>
 *
 * <p>Threads: {@code Workers} owns the threads that run actors; everything else is called from any thread. Imports
 * {@code wire}, {@code id}, {@code failure}, {@code config}.
 */
@NullMarked
package io.meshwork.mailbox;

import org.jspecify.annotations.NullMarked;
