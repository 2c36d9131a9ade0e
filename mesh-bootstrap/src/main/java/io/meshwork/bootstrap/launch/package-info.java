/**
 * Starts, watches and ends the children of a process, and serves their control links. Runs in every parent: the test JVM
 * and hosts.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>LA-1: a child's listener hears each state once and in order; what the child said on its link is heard, and its last
 *       lines are complete, before it hears a terminal one; the first terminal state stays.
 *   <li>LA-2: only the process that started a child signals it, and never a process that took over its pid.
 *   <li>LA-3: a launcher that is closed starts nothing any more.
 *   <li>LA-4: no child has this process's stdin, stdout or stderr.
 *   <li>LA-5: a sweep finds and ends processes of its own run only.
 *   <li>LA-6: no more than {@code mesh.terminate-concurrency} children are being ended at once, but for those that are
 *       killed without a word.
 *   <li>LA-7: what descends from a child, or carries its launch id, is traced to the owner that the ledger names now.
 *   <li>LA-8: when a child has ended, what was seen below it is gone before its end is told.
 *   <li>LA-9: a proc that was started before anybody asked for it is that of the one who asks for exactly it, who hears all
 *       its states; with the first request for another one, those that nobody has asked for are ended.
 *   <li>SB-1: a child that stands by runs no code of a user's before it is told what to become, and what it prints from
 *       then on goes to where that belongs.
 *   <li>SB-2: a child that was taken is never given back.
 *   <li>SB-3: children that stand by end like any other, and with their parent whatever {@code mesh.nets} says.
 *   <li>SB-4: one that is gone, stands still, or does not answer is never seen: another child is started in its place.
 *   <li>SB-5: a first mesh that is said to come is one of children that were started then, if they are like what it asks
 *       for; they rehearse nothing, as somebody waits for them.
 * </ul>
 *
 * <p>Threads: one per launcher starts children, one climbs their ladders; states change on the threads of links and
 * of process ends; a signal and the JVM's end have threads of their own. Imports {@code
 * handshake}, {@code reaper}, {@code process} and the runtime.
 */
@NullMarked
package io.meshwork.bootstrap.launch;

import org.jspecify.annotations.NullMarked;
