/**
 * What the processes of a mesh print: a file for each, written by the process itself, each line with the time at which it
 * was printed; and who reads them.
 *
 * <p>The file is the whole transport. A process writes it without waiting for anybody, so neither a parent that stands
 * still nor a reader that is slow holds it up; what it printed before it said something is in the file when that is heard;
 * and its last words are there however it, its host or the test JVM ended.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>O-1: a process never waits for a reader, and no reader keeps more of what was printed than a bound.
 *   <li>O-2: what a process has printed before it answered is given to the listener before {@link
 *       io.meshwork.bootstrap.output.OutputFollower#catchUp} returns that was called when the answer had come; but for what
 *       is more than the listener is to get, of which the number of lines is told.
 *   <li>O-3: lines of a process keep their order; what is on one line of a file was printed by one stream.
 *   <li>O-4: a file has all that its process printed.
 * </ul>
 *
 * <p>Threads: a follower has one; what it gives out, it gives out one line at a time. Imports {@code process}.
 */
@NullMarked
package io.meshwork.bootstrap.output;

import org.jspecify.annotations.NullMarked;
