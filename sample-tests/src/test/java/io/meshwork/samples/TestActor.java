package io.meshwork.samples;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.PortRef;

/** Tells its id to whoever asks. */
public final class TestActor implements Actor {

    public record GetActorId(PortRef<ActorId> replyTo) implements Message<TestActor> {}

    @Handler
    void getActorId(GetActorId ask, ActorContext cx) {
        ask.replyTo().send(cx.self().id());
    }
}
