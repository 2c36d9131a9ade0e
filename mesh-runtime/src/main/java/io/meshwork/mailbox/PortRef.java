package io.meshwork.mailbox;

import io.meshwork.id.PortId;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;

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

    PortRef(PortId id, Instance sender) {
        this(id, sender, true);
    }

    private PortRef(PortId id, Instance sender, boolean returned) {
        this.id = id;
        this.sender = sender;
        this.returned = returned;
    }

    public PortId id() {
        return id;
    }

    /** The same port; values that can't be delivered are dropped without a word. */
    public PortRef<T> withoutReturn() {
        return new PortRef<>(id, sender, false);
    }

    /**
     * Returns at once. A value for a port that was closed, or that had its one value, comes back to its sender.
     *
     * @throws io.meshwork.wire.CannotTravelException if the value can't leave the process
     */
    public void send(T value) {
        sender.send(id, false, returned, value);
    }

    @Override
    public TravelForm<PortRef<T>> travelForm() {
        return new Form<>(id, returned);
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

    record Form<T>(PortId id, boolean returned) implements TravelForm<PortRef<T>> {
        @Override
        public PortRef<T> arrive(Receiver receiver) {
            return new PortRef<>(id, (Instance) receiver, returned);
        }
    }
}
