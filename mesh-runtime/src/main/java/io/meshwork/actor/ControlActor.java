package io.meshwork.actor;

/**
 * An actor of the control plane. It runs on the process's one control thread, so its handlers must not block; what is
 * sent to it and by it travels on control links and is never behind data.
 */
public interface ControlActor extends Actor {}
