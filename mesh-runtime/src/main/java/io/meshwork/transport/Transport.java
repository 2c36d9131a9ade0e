package io.meshwork.transport;

import io.meshwork.id.Address;
import org.jspecify.annotations.Nullable;

/**
 * The way of one process or client to all others of its run: it listens for their connections and dials its own. A
 * connection carries envelopes one way, from the end that dialled it.
 *
 * <p>What arrives, and what could not be sent, goes to the {@link Inbound} it was made with. Safe for any thread.
 */
public interface Transport extends AutoCloseable {

    /**
     * Takes connections from now on. Waits until that is so; must not be called from an {@link Inbound} callback.
     *
     * @param at the socket to make; null where the transport finds an address itself, as TCP does
     * @return the address under which others can dial this one
     * @throws io.meshwork.failure.MeshException if it can't listen there
     */
    Address listen(Address.@Nullable Unix at);

    /**
     * Starts a connection and returns at once. What is posted before it is up is sent, in order, when it is; a connection
     * that can't be established is lost like one that breaks.
     */
    Connection dial(Address to);

    /**
     * The same, to a peer that may not listen yet: it is dialled until it does, for the delivery time-out at the most. When
     * it has proved itself, {@link Inbound#reached} tells.
     */
    Connection dialPatiently(Address to);

    /**
     * Ends all connections and listeners, deletes their sockets, and waits for its thread. Each connection still there is
     * lost before this returns. Called from an {@link Inbound} callback, it doesn't wait.
     */
    @Override
    void close();
}
