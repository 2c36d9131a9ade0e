package io.meshwork.config;

import io.meshwork.failure.MeshException;

/**
 * The times that bound each other, inner ones shorter than outer ones, so that the first cause is the one that is seen:
 * what was set stays as it is, and the standards of what was not set follow it, as {@link Keys} says.
 *
 * <p>All in milliseconds as they're written: {@link Keys#TIME_FACTOR} multiplies both sides.
 */
final class Bounds {

    /* A drain takes 2 graces for a proc that has to be forced; 3 are kept for hosts that don't answer. */
    private static final int GRACES_OF_A_SHUTDOWN = 5;

    private final Values values;

    Bounds(Values values) {
        this.values = values;
    }

    long millis(Key key) {
        if (values.isSet(key)) {
            return values.millis(key);
        }
        if (key == Keys.GRACE) {
            return grace();
        }
        if (key == Keys.SHUTDOWN_TIMEOUT) {
            return Math.max(values.millis(key), GRACES_OF_A_SHUTDOWN * millis(Keys.GRACE));
        }
        if (key == Keys.ACTOR_STOP_TIMEOUT) {
            return Math.min(values.millis(key), roomOfActorStop());
        }
        if (key == Keys.CLEANUP_TIMEOUT) {
            return Math.min(values.millis(key), 2 * millis(Keys.GRACE) - millis(Keys.ACTOR_STOP_TIMEOUT));
        }
        if (key == Keys.READY_IDLE_TIMEOUT) {
            return Math.min(values.millis(key), millisIfSet(Keys.READY_TIMEOUT, Long.MAX_VALUE));
        }
        if (key == Keys.READY_TIMEOUT) {
            return Math.max(values.millis(key), millisIfSet(Keys.READY_IDLE_TIMEOUT, 0));
        }
        if (key == Keys.DELIVERY_TIMEOUT) {
            return Math.max(
                    1, Math.min(values.millis(key), millisIfSet(Keys.CALL_TIMEOUT, Long.MAX_VALUE / 2) * 2 / 3));
        }
        if (key == Keys.CALL_TIMEOUT) {
            return Math.max(values.millis(key), millisIfSet(Keys.DELIVERY_TIMEOUT, 0) * 3 / 2);
        }
        return values.millis(key);
    }

    /** The value that holds, in the form a user writes, and where it comes from. */
    Setting effective(Key key) {
        Setting written = values.setting(key);
        if (key.type() != Key.Type.TIME || values.isSet(key) || millis(key) == values.millis(key)) {
            return written;
        }
        return new Setting(key.name(), Forms.time(millis(key)), Layer.DEFAULT, "follows what was set");
    }

    /* As much as what is in it needs; less if the shutdown has less; where that is too little, half way between. */
    private long grace() {
        long inner = values.millis(Keys.ACTOR_STOP_TIMEOUT) + values.millis(Keys.CLEANUP_TIMEOUT);
        long grace = Math.max(values.millis(Keys.GRACE), (inner + 1) / 2);
        if (!values.isSet(Keys.SHUTDOWN_TIMEOUT)) {
            return grace;
        }
        long shutdown = values.millis(Keys.SHUTDOWN_TIMEOUT);
        long less = Math.max(1, Math.min(grace, shutdown / GRACES_OF_A_SHUTDOWN));
        return 2 * less > innerSet() ? less : (innerSet() + shutdown) / 4;
    }

    /* Two thirds, as in the standards, leave one for the hook. */
    private long roomOfActorStop() {
        long twoGraces = 2 * millis(Keys.GRACE);
        return values.isSet(Keys.CLEANUP_TIMEOUT)
                ? twoGraces - values.millis(Keys.CLEANUP_TIMEOUT)
                : Math.max(1, twoGraces * 2 / 3);
    }

    private long innerSet() {
        return millisIfSet(Keys.ACTOR_STOP_TIMEOUT, 0) + millisIfSet(Keys.CLEANUP_TIMEOUT, 0);
    }

    private long millisIfSet(Key key, long otherwise) {
        return values.isSet(key) ? values.millis(key) : otherwise;
    }

    /** @throws MeshException if what was set leaves no room for the rest */
    void require() {
        long twoGraces = 2 * millis(Keys.GRACE);
        boolean innerFit = millis(Keys.ACTOR_STOP_TIMEOUT) > 0
                && millis(Keys.CLEANUP_TIMEOUT) > 0
                && millis(Keys.ACTOR_STOP_TIMEOUT) + millis(Keys.CLEANUP_TIMEOUT) <= twoGraces;
        if (!innerFit || twoGraces >= millis(Keys.SHUTDOWN_TIMEOUT)) {
            throw contradiction(
                    Keys.ACTOR_STOP_TIMEOUT.name() + " + " + Keys.CLEANUP_TIMEOUT.name() + " <= 2 x "
                            + Keys.GRACE.name() + " < " + Keys.SHUTDOWN_TIMEOUT.name(),
                    Keys.ACTOR_STOP_TIMEOUT,
                    Keys.CLEANUP_TIMEOUT,
                    Keys.GRACE,
                    Keys.SHUTDOWN_TIMEOUT);
        }
        if (millis(Keys.READY_IDLE_TIMEOUT) > millis(Keys.READY_TIMEOUT)) {
            throw contradiction(
                    Keys.READY_IDLE_TIMEOUT.name() + " <= " + Keys.READY_TIMEOUT.name(),
                    Keys.READY_IDLE_TIMEOUT,
                    Keys.READY_TIMEOUT);
        }
        if (values.isSet(Keys.DELIVERY_TIMEOUT) && millis(Keys.DELIVERY_TIMEOUT) >= millis(Keys.CALL_TIMEOUT)) {
            throw contradiction(
                    Keys.DELIVERY_TIMEOUT.name() + " < " + Keys.CALL_TIMEOUT.name(),
                    Keys.DELIVERY_TIMEOUT,
                    Keys.CALL_TIMEOUT);
        }
    }

    private MeshException contradiction(String needed, Key... keys) {
        StringBuilder got = new StringBuilder();
        for (Key key : keys) {
            got.append(' ').append(values.setting(key));
        }
        return new MeshException("settings contradict each other: needed is " + needed + ", got:" + got);
    }
}
