package io.meshwork.mailbox;

import io.meshwork.config.Config;
import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Payload;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.codec.TypedCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One who asks and opens ports, with a gateway that brings to him what is for him and keeps what he has asked of others. */
final class Asker {

    static final Address FAR = new Address.Unix("/far");

    private static final Config CONFIG = Config.ofThisJvm();
    private static final ClassLoader LOADER = Asker.class.getClassLoader();
    private static final TypedCodec CODEC = new TypedCodec(LOADER);
    private static final ActorId ME = new ProcId("near_0", new Address.Unix("/near")).actor("asker");

    private static final class Deaf implements Instance.Events {
        @Override
        public void undeliverable(Supplier<Undeliverable> returned) {}

        @Override
        public void failed(MeshFailure failure) {}
    }

    private final List<Envelope> requests = new ArrayList<>();
    private final Instance instance = instance(ME);
    private final Instance answerer = instance(ME);

    private Instance instance(ActorId id) {
        return new Instance(
                id,
                new Instance.Shared(this::route, CODEC, LOADER, CONFIG, Runnable::run, OwnProcess.JVM),
                false,
                new Deaf());
    }

    private void route(Envelope envelope) {
        if (envelope.to().actor().equals(ME)) {
            instance.deliver(envelope);
        } else {
            requests.add(envelope);
        }
    }

    Instance instance() {
        return instance;
    }

    /** Asks so many actors of one far process. */
    Answers ask(int receivers) {
        List<ActorId> to = new ArrayList<>();
        for (int rank = 0; rank < receivers; rank++) {
            to.add(new ProcId("far_" + rank, FAR).actor("asked"));
        }
        return instance.ask(to, false, Payload.of(CODEC.encode("?")));
    }

    /** What that one was asked is answered. */
    void answer(int rank, int value) {
        answerer.answer(requests.get(rank), Envelope.Kind.REPLY, CODEC.encode(value));
    }
}
