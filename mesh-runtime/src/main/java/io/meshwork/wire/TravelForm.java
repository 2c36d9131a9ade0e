package io.meshwork.wire;

/**
 * The data that travels in place of a {@link Travelling} handle. Implemented by records.
 *
 * @param <T> the handle
 */
public interface TravelForm<T> {

    /** Makes the handle, acting for the receiver. */
    T arrive(Receiver receiver);
}
