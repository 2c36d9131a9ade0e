/**
 * What parent and child tell each other while the child comes up, and the lease that binds the child to the parent. On
 * stdin and the JDK's own channels: hello needs no Netty.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>HS-1: nothing secret stands in a child's arguments or environment.
 *   <li>HS-2: the parent chooses the proc's name, the child says where it takes data.
 *   <li>L-1: end of file on stdin, without a stop before it, means that the parent is gone, and the child ends.
 * </ul>
 *
 * <p>Threads: the lease has one of its own, which does nothing else. Imports {@code wire}, {@code transport}, {@code id},
 * {@code shape}, {@code config}, {@code host} for what a proc is made of, and {@code failure} of the runtime.
 */
@NullMarked
package io.meshwork.bootstrap.handshake;

import org.jspecify.annotations.NullMarked;
