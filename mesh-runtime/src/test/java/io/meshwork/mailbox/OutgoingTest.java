package io.meshwork.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.config.Config;
import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.pressure.Pressure;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.codec.TypedCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    private static final int MOST_BYTES = 100; // far below the setting
    private static final ProcId PROC = new ProcId("p", new Address.Unix("/run/p.s"));

    private final List<Envelope> sent = new ArrayList<>();

    /** One of a proc may come with each actor: it reads no setting of its own. */
    @Test
    void whatIsTooLargeIsWhatItsProcSaysForAllOfIts() {
        Instance instance = new Instance(PROC.actor("a"), shared(), false, new Deaf());
        PortId to = new ActorId("b", PROC).port(PortId.HANDLER);

        instance.post(to, false, true, new byte[MOST_BYTES], null, 0);

        assertThat(sent).hasSize(1);
        assertThatThrownBy(() -> instance.post(to, false, true, new byte[MOST_BYTES + 1], null, 0))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageContaining("limit=" + MOST_BYTES);
    }

    private Instance.Shared shared() {
        Config config = Config.ofThisJvm();
        ClassLoader loader = getClass().getClassLoader();
        return new Instance.Shared(
                sent::add,
                new TypedCodec(loader),
                loader,
                config,
                Runnable::run,
                OwnProcess.JVM,
                new Pressure(config),
                new Replacements(),
                null,
                false,
                MOST_BYTES,
                2);
    }

    private static final class Deaf implements Instance.Events {
        @Override
        public void undeliverable(Supplier<Undeliverable> returned) {}

        @Override
        public void failed(MeshFailure failure) {}
    }
}
