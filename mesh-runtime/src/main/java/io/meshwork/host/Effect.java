package io.meshwork.host;

/**
 * What came of a signal, or of the order to exit, that a proc was given. Travels.
 *
 * @param state what its host knew of the proc then
 */
public record Effect(Kind kind, ProcState state) {

    public enum Kind {
        /** It has taken effect; if it was to end the proc, the proc's state is terminal. */
        TAKEN,
        /** There was no such proc that lived: its state says how it had ended. */
        GONE,
        /** It was given, and has not taken effect in the time there was. */
        LATE
    }
}
