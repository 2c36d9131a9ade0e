package io.meshwork.mailbox;

import io.meshwork.id.PortId;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;
import org.jspecify.annotations.Nullable;

/**
 * Where to send values of a type: the far side of a {@link Port}. It travels inside messages; the one that receives it
 * sends in its own name.
 *
 * @param <T> what the port takes
 */
public final class PortRef<T> implements Travelling {

    private final PortId id;
    private final Instance sender;
    private final boolean returned;
    private final @Nullable Contribution<T> contribution;
    private final @Nullable ReducedPort<T> port;

    PortRef(PortId id, Instance sender) {
        this(id, sender, true, null, null);
    }

    /**
     * @param contribution of a reduced port
     * @param port itself, where the ref has not left it
     */
    PortRef(
            PortId id,
            Instance sender,
            boolean returned,
            @Nullable Contribution<T> contribution,
            @Nullable ReducedPort<T> port) {
        this.id = id;
        this.sender = sender;
        this.returned = returned;
        this.contribution = contribution;
        this.port = port;
    }

    public PortId id() {
        return id;
    }

    /** The same port; values that can't be delivered are dropped without a word. */
    public PortRef<T> withoutReturn() {
        return new PortRef<>(id, sender, false, contribution, port);
    }

    /**
     * The same port; if it is a reduced one, each value goes straight to it and is folded there, whichever processes end
     * meanwhile. Any other port gets its values so anyway.
     */
    public PortRef<T> unsplit() {
        return new PortRef<>(id, sender, returned, contribution == null ? null : contribution.unsplit(), port);
    }

    /**
     * Waits for nothing, but for room where the port is full, as {@code mesh.when-full} says. A value for a port that was closed, or that had its one value, comes back to its sender.
     *
     * @throws io.meshwork.wire.CannotTravelException if the value can't leave the process
     */
    public void send(T value) {
        Contribution<T> own = contribution;
        if (own != null) {
            sender.contribute(id, returned, own, value);
        } else {
            sender.send(id, false, returned, value);
        }
    }

    @Override
    public TravelForm<PortRef<T>> travelForm() {
        if (port != null) {
            sender.encoded(port);
        }
        return new Form<>(id, returned, contribution);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortRef<?> that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "PortRef[" + id + "]";
    }

    record Form<T>(PortId id, boolean returned, @Nullable Contribution<T> contribution)
            implements TravelForm<PortRef<T>> {
        @Override
        public PortRef<T> arrive(Receiver receiver) {
            Contribution<T> own = contribution;
            if (own != null && receiver instanceof Arrival arrival) {
                own = own.arrivedBy(arrival.envelope());
            }
            return new PortRef<>(id, Instance.of(receiver), returned, own, null);
        }
    }
}
