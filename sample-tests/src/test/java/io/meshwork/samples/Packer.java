package io.meshwork.samples;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;

/** A worker: packs a parcel and says where it lives. */
public final class Packer implements Actor {

    public record Pack(String parcel) implements Request<Packer, String> {}

    @Handler
    String pack(Pack order, ActorContext cx) {
        return order.parcel() + " by " + cx.instance().id().proc().name();
    }
}
