package io.meshwork.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.PortId;
import io.meshwork.proc.LocalProc;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A port for one value, in this process. */
class OncePortTest {

    /** Both had found the port open: the gateway has many threads. */
    @Test
    void ofTwoValuesAtOnceTheSecondGoesBack() throws InterruptedException {
        try (LocalProc local = new LocalProc()) {
            OncePort<String> port = local.client().openOncePort(String.class);

            port.post(value(local.client(), port.ref().id(), "first"));
            port.post(value(local.client(), port.ref().id(), "second"));

            assertThat(port.receive()).isEqualTo("first");
            Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
            assertThat(back).isNotNull();
            assertThat(back.category()).isEqualTo(Undeliverable.Category.PORT_CLOSED);
            assertThat(back.message()).isEqualTo("second");
        }
    }

    private static Envelope value(Instance from, PortId to, String text) {
        return new Envelope(Envelope.Kind.MESSAGE, false, to, from.id(), null, 0, from.encode(text));
    }
}
