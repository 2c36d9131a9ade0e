/**
 * Casts to many, and the one value that comes back of them: relays, one in each proc, that hand a message on to each other
 * along a tree, and fold the values for reduced ports on the way back.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>CA-1: the tree only saves work: what members, senders and ports see of a cast is what they see of as many messages
 *       sent directly. Like those it is not atomic.
 *   <li>CA-2: the blocks of a domain are not empty and have no member in common; together they have each member once.
 *   <li>CA-3: a relay tells a block what it is before it hands it the first cast, on the same ordered way.
 *   <li>CA-4: each member's number is given by the sender before anything is sent; no relay changes it.
 *   <li>CA-5: sender, rank, number and port of a message, and the reduced value, do not depend on the tree: values are folded
 *       in the order of the ranks.
 *   <li>CA-6: domains know nothing of each other, even if they have members in common.
 *   <li>CA-7: a domain may be forgotten anywhere at any time: who needs it asks for it again. No cast is taken back by that.
 *   <li>CA-8: what a relay can't read, and a relay that is gone, harms no other cast; the message goes on past it, and what
 *       can't be delivered comes back to the one who cast it.
 * </ul>
 *
 * <p>A relay keeps a cast until all below it have it, so that it can hand it past one that ended. That may bring a message
 * to a member twice, which takes each number once.
 *
 * <p>Threads: a relay's work is done one piece at a time, on the threads that bring it; it waits for nothing. Values are
 * folded on workers. Imports {@code wire}, {@code id}.
 */
@NullMarked
package io.meshwork.cast;

import org.jspecify.annotations.NullMarked;
