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
 *   <li>OD-1: what one sender sends to one actor on the data plane has numbers, from 1, without gaps, whatever way it goes.
 *   <li>OD-2: an actor takes it in the order of its numbers.
 *   <li>OD-3: it takes each number once.
 *   <li>OD-4: it waits for a missing number for a bounded time, with a bounded number of later ones waiting; then the sender
 *       is told, and the later ones go on.
 *   <li>OD-5: it does not wait for a number whose message came back to its sender, or was dropped on the way, without having
 *       been seen.
 * </ul>
 *
 * <p>Threads: {@code Workers} owns the threads that run actors; everything else is called from any thread. Imports
 * {@code pressure}, {@code wire}, {@code id}, {@code failure}, {@code config}.
 */
@NullMarked
package io.meshwork.mailbox;

import org.jspecify.annotations.NullMarked;
