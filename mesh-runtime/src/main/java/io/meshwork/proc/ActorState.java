package io.meshwork.proc;

import io.meshwork.actor.ActorStatus;

/**
 * What a proc knows of one of its actors. Travels.
 *
 * @param waiting messages in its mailbox; a moment's estimate
 * @param doing what it is at right now and for how long, for people; empty if it is at nothing
 */
public record ActorState(String name, String className, int rank, ActorStatus status, int waiting, String doing) {}
