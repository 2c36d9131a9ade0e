package io.meshwork.mailbox;

import io.meshwork.wire.Envelope;
import io.meshwork.wire.Receiver;

/** One that a message of a cast is decoded for: refs of reduced ports in it give the value of its rank. */
record Arrival(Instance instance, Envelope envelope) implements Receiver {}
