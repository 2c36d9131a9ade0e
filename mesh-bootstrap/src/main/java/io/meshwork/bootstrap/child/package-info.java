/**
 * The process that is started: reads what it is to become, says hello, runs a proc, ends in order or with its parent.
 *
 * <p>Invariants: L-1 of {@code handshake}, and
 *
 * <ul>
 *   <li>CH-1: a child never outlives its parent by more than the time its operating system needs to tell it.
 *   <li>CH-2: a child that can't come up says why on stderr and exits with 1.
 *   <li>CH-3: until its hello a child loads no Netty and no logger, and of what is slow at first use (services, streams,
 *       regular expressions, proxies, lambdas, method handles made at run time, cryptography) nothing but what the JDK's
 *       channels need.
 *   <li>CH-4: until the first answer of an actor neither host nor proc makes a lambda of the harness's, a proxy or a logger,
 *       nor loads Netty.
 *   <li>CH-5: one that has said no more makes no proxies, loggers or methods of records until its end either.
 * </ul>
 *
 * <p>Threads: main, the lease, one for links, and what a proc has. Imports {@code handshake}, {@code launch} once it is a
 * host, {@code process} and the runtime; never {@code allocator}.
 */
@NullMarked
package io.meshwork.bootstrap.child;

import org.jspecify.annotations.NullMarked;
