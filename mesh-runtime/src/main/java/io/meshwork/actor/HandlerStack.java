package io.meshwork.actor;

import io.meshwork.failure.MeshException;

/**
 * Where a handler was when it was asked for: nobody threw this. The message says what it is at and for how long; the stack
 * trace is that of its thread, under the place it lives in.
 */
public final class HandlerStack extends MeshException {

    private static final long serialVersionUID = 1;

    public HandlerStack(String message) {
        super(message);
    }

    /** @param what it is at, for people */
    public static HandlerStack of(String what, StackTraceElement[] frames) {
        HandlerStack stack = new HandlerStack(what);
        stack.setStackTrace(frames);
        return stack;
    }
}
