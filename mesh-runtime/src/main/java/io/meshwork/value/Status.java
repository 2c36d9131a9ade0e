package io.meshwork.value;

import java.time.Duration;

/**
 * How far a resource (a host, proc or actor) is, as the barriers of spawn and stop see it. The cases are ordered as
 * they are listed: later ones are further.
 */
public sealed interface Status {

    /** Not created, or not yet heard of. */
    record NotExist() implements Status {
        @Override
        public String toString() {
            return "NotExist";
        }
    }

    record Initializing() implements Status {
        @Override
        public String toString() {
            return "Initializing";
        }
    }

    record Running() implements Status {
        @Override
        public String toString() {
            return "Running";
        }
    }

    record Stopping() implements Status {
        @Override
        public String toString() {
            return "Stopping";
        }
    }

    /** Ended as asked, or by itself. */
    record Stopped() implements Status {
        @Override
        public String toString() {
            return "Stopped";
        }
    }

    /** @param message what went wrong, for people */
    record Failed(String message) implements Status {
        @Override
        public String toString() {
            return "Failed(\"" + message + "\")";
        }
    }

    /** No news came in time: given by the one that waited. @param after how long it had waited */
    record Timeout(Duration after) implements Status {
        @Override
        public String toString() {
            return "Timeout(" + (after.getNano() == 0 ? after.getSeconds() + " s" : after.toMillis() + " ms") + ")";
        }
    }

    /** Whether it is as far as the floor, or further. Two failures with different messages are equally far. */
    default boolean atLeast(Status floor) {
        return order() >= floor.order();
    }

    /** Whether it will not run again: Stopping and what {@link #isTerminated()} says. */
    default boolean isTerminating() {
        return this instanceof Stopping || isTerminated();
    }

    /** Whether it has ended, one way or another: Stopped, Failed, Timeout. */
    default boolean isTerminated() {
        return this instanceof Stopped || isFailure();
    }

    /** Whether it is Failed or Timeout. */
    default boolean isFailure() {
        return this instanceof Failed || this instanceof Timeout;
    }

    /** This one, or the news where that is further: it never moves back, and the first that has ended stays (SM-1). */
    default Status advanced(Status news) {
        return isTerminated() || atLeast(news) ? this : news;
    }

    private int order() {
        if (this instanceof NotExist) {
            return 0;
        }
        if (this instanceof Initializing) {
            return 1;
        }
        if (this instanceof Running) {
            return 2;
        }
        if (this instanceof Stopping) {
            return 3;
        }
        if (this instanceof Stopped) {
            return 4;
        }
        return this instanceof Failed ? 5 : 6;
    }
}
