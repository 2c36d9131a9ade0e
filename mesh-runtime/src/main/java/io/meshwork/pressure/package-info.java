/**
 * Back-pressure: what waits is counted where it waits, and who sends more than is taken is slowed or told.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>BP-1: what waits in one mailbox or unread port is bounded, in envelopes and in the heap they take, whatever senders
 *       do: past the limit senders hear of it, and what comes past the limit and what may be under way goes back as {@code
 *       FULL}.
 *   <li>BP-2: who sends to what is known to be full waits there, before the message has a number, or has it back at once, as
 *       {@code mesh.when-full} says; never longer than {@code mesh.delivery-timeout} after what is full last took something in,
 *       and then has it back. Who sends to several is kept from none that has room.
 *   <li>BP-3: who waits goes on when there is room again (half of the limit), when the receiver or its process has ended,
 *       when its own process ends, and on interrupt.
 *   <li>BP-4: nobody waits for room on a thread that moves envelopes or runs the control plane, nor for room of its own.
 *   <li>BP-5: a message that goes back as {@code FULL} leaves no gap, and what was taken in stays in order.
 *   <li>BP-6: what a sender has back as {@code FULL} and doesn't take is bounded: it can't send more until it does.
 *   <li>BP-7: who waits has nothing back as {@code FULL} from a receiver that goes on taking: a sender hears that it is full
 *       on the line on which it sends, ahead of the acknowledgements that would let it send more, so what its process may
 *       have under way is bounded, and that much is taken in. Casts that relays hand on are excepted.
 * </ul>
 *
 * <p>Threads: everything is called from any thread; locks are taken only where something is full. Imports {@code wire},
 * {@code id}, {@code config}.
 */
@NullMarked
package io.meshwork.pressure;

import org.jspecify.annotations.NullMarked;
