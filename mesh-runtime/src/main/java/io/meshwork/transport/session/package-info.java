/**
 * What survives a connection that breaks: the numbers of envelopes, what is kept of them until the peer has said that it
 * has them, and what an acceptor remembers of those that dial it. Knows no channel.
 *
 * <p>Upholds T-6 to T-8 of {@code io.meshwork.transport}.
 *
 * <p>Threads: confined to that of their transport, but {@link io.meshwork.transport.session.Room}, which is safe for any.
 * Imports {@code wire}.
 */
@NullMarked
package io.meshwork.transport.session;

import org.jspecify.annotations.NullMarked;
