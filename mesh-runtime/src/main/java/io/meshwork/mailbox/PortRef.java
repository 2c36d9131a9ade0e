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

    PortRef(PortId id, Instance sender) {
        this.id = id;
        this.sender = sender;
    }

    public PortId id() {
        return id;
    }

    /**
     * Returns at once. A value for a port that was closed is lost.
     *
     * @throws io.meshwork.wire.CannotTravelException if the value can't leave the process
     */
    public void send(T value) {
        sender.send(id, false, value);
    }

    @Override
    public TravelForm<PortRef<T>> travelForm() {
        return new Form<>(id);
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

    record Form<T>(PortId id) implements TravelForm<PortRef<T>> {
        @Override
        public PortRef<T> arrive(Receiver receiver) {
            return new PortRef<>(id, (Instance) receiver);
        }
    }
}
