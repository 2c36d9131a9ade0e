/**
 * Procs: a gateway and the actors behind it, the agent that looks after them, and what is known of a proc from outside.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>PA-1: an actor takes envelopes before its creation is reported, so a message sent after spawn never bounces.
 *   <li>PA-2: creating is idempotent by name.
 *   <li>PA-3: the agent runs on the control thread and never waits, so it answers while every actor is busy.
 *   <li>PS-1: the state of a proc moves by one transition function, forward only; what can't happen is refused and logged.
 *   <li>PS-2: the listener of a proc's state hears each change once, in order; the first terminal state is the last.
 *   <li>PS-3: the steps of a start take no less than nothing each, and all of its time together.
 * </ul>
 *
 * <p>Threads: agents run on the process's control thread; everything else is called from any thread. Imports {@code
 * actor}, {@code gateway}, {@code mailbox}, {@code value}, {@code shape}, {@code id}, {@code wire}, {@code config},
 * {@code failure}.
 */
@NullMarked
package io.meshwork.proc;

import org.jspecify.annotations.NullMarked;
