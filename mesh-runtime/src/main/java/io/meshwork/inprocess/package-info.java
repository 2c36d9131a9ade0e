/**
 * Processes that are objects of one JVM: the same gateways, procs and agents as in child processes, with a transport that
 * hands envelopes over and a {@code ProcManager} that forks nothing.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>IP-1: control turns have threads of their own, so an agent answers while every worker is blocked; one process's
 *       control turns run one at a time, in order.
 *   <li>IP-2: what is posted to a process that has ended goes back, with how it ended; what waits for its answers hears
 *       that.
 *   <li>IP-3: a process that has ended begins no turn, and nothing gets out of it, whatever its handlers still do.
 *   <li>IP-4: a process that stands still begins no turn, and nothing gets into it or out of it before it goes on; then all
 *       of it does, in order.
 *   <li>IP-5: when a machine is closed its processes have ended, and its threads end.
 *   <li>IP-6: the pid of such a process is that of the JVM, which lives on: no signal is sent to it, and no exit ends it.
 *   <li>IP-7: where values are passed as they are, a handle acts for the one that received it all the same, and what leaves
 *       the JVM is bytes.
 * </ul>
 *
 * <p>Threads: {@code Machine} owns workers, control threads and a timer, which its processes share; everything else is
 * called from any thread. Imports {@code host}, {@code proc}, {@code actor}, {@code gateway}, {@code mailbox}, {@code
 * config}, {@code shape}, {@code id}, {@code wire}, {@code wire.codec}.
 */
@NullMarked
package io.meshwork.inprocess;

import org.jspecify.annotations.NullMarked;
