/**
 * Processes of the operating system: started, listened to, signalled, found. Knows nothing of a mesh, but for what
 * people are told of an end. For Linux: {@code /proc} is read.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>P-1: what a process wrote is in its tail and was handed to its sink before its exit is told; waiting for that
 *       is bounded, as another process may hold the pipe.
 *   <li>P-2: both streams are read from birth to end of file, whatever the sink throws, so that a child never blocks on
 *       a full pipe; or they are a file that the child appends to, and there is no pipe. No child inherits a stream of
 *       this process.
 *   <li>P-3: a signal goes to the process that was meant, known by pid and start, and never to a later one of that pid.
 *   <li>P-4: a zombie is dead.
 *   <li>P-5: a process that vanishes while it is read is skipped, not an error.
 *   <li>P-6: a child JVM prints nothing on its own accord, and takes over from this one only what is listed in {@link
 *       io.meshwork.bootstrap.process.InheritedFlags}.
 *   <li>P-7: what the user says of a child JVM, in arguments or variables, holds in place of each flag that is built in.
 * </ul>
 *
 * <p>Threads: up to three daemon threads per child, one for each stream that is a pipe and one that waits for its end. All other
 * types are values or stateless. Imports {@code failure}.
 */
@NullMarked
package io.meshwork.bootstrap.process;

import org.jspecify.annotations.NullMarked;
