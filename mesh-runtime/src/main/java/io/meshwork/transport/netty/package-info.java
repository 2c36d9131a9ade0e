/**
 * The data plane: {@link io.meshwork.transport.Transport} over Unix domain sockets (epoll) and TCP, by Netty.
 *
 * <p>Upholds T-1, T-2 and T-3 of {@code io.meshwork.transport}, and W-1 of {@code io.meshwork.wire} for what arrives.
 *
 * <p>Threads: one event loop per transport, a daemon named {@code mesh-data}. Everything here is confined to it but {@code
 * post}, {@code dial}, {@code listen} and the two {@code close}s. Imports {@code transport}, {@code wire}, {@code id},
 * {@code failure}, Netty and JCTools; nothing else imports Netty.
 *
 * <p>Channels are made and registered by hand and no handler extends one of Netty's adapters: reading the annotations of
 * those costs a child's first frame tens of milliseconds.
 */
@NullMarked
package io.meshwork.transport.netty;

import org.jspecify.annotations.NullMarked;
