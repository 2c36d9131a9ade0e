package io.meshwork.failure;

import java.time.Instant;

/**
 * A named invariant of this library that did not hold: a fault of ours, never a user's. Travels.
 *
 * @param invariant its name, as {@code docs/ARCHITECTURE.md} lists it
 * @param what was seen, for people
 * @param pid of the process it broke in
 * @param number of those that broke there, from 1
 */
public record BrokenInvariant(String invariant, String what, long pid, int number, Instant at) {

    @Override
    public String toString() {
        return "invariant " + invariant + " broke: " + what + ": pid=" + pid + " number=" + number + " at=" + at;
    }
}
