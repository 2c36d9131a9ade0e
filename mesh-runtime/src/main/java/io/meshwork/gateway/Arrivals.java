package io.meshwork.gateway;

import io.meshwork.id.Address;
import java.util.concurrent.ConcurrentHashMap;

/** How many envelopes have come from each process by the links, and from which none are taken that way any more. */
final class Arrivals {

    private final ConcurrentHashMap<Address, Arrival> arrivals = new ConcurrentHashMap<>(4);

    /** Those of one process. Any thread that holds its monitor. */
    static final class Arrival {
        private long last;
        private boolean over;

        /** @return false if it is not to be taken: its sender sends it again, by the connection */
        boolean admits() {
            return !over;
        }

        void taken(long number) {
            last = number;
        }

        /**
         * No more of them.
         *
         * @return number of the last that was taken
         */
        long close() {
            over = true;
            return last;
        }
    }

    Arrival of(Address sender) {
        Arrival known = arrivals.get(sender);
        if (known != null) {
            return known;
        }
        Arrival made = new Arrival();
        known = arrivals.putIfAbsent(sender, made);
        return known != null ? known : made;
    }

    void forget(Address sender) {
        arrivals.remove(sender);
    }
}
