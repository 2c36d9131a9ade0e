package io.meshwork.pressure;

/** Of a thread that moves envelopes for all, or runs the control plane: it never waits for room (BP-4). */
public interface Forwarding {}
