package io.meshwork.wire;

/** The one for whom a payload is decoded. Handles that arrive in it act for this one from then on. */
public interface Receiver {}
