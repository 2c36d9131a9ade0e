package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.junit.MeshTest;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learn: ports. A message carries the port's ref; whoever holds it may send, as often as it likes, at any time. */
@MeshTest(procs = 3)
class RepliesThroughPortsTest {

    public static final class Ticker implements Actor {

        public record Tick(int from, int rank) {}

        public record Start(int ticks, PortRef<Tick> to) implements Message<Ticker> {}

        @Handler
        void start(Start start, ActorContext cx) {
            for (int i = 0; i < start.ticks(); i++) {
                start.to().send(new Tick(i, cx.rank()));
            }
        }
    }

    @Test
    void eachRankSendsInItsOwnOrder(Client client, ActorMesh<Ticker> tickers) {
        // tag::ports[]
        Port<Ticker.Tick> port = client.openPort(Ticker.Tick.class);

        tickers.cast(new Ticker.Start(5, port.ref()));

        List<Ticker.Tick> ticks = port.receive(15);
        // end::ports[]
        for (int rank = 0; rank < 3; rank++) {
            int of = rank;
            assertThat(ticks)
                    .filteredOn(tick -> tick.rank() == of)
                    .extracting(Ticker.Tick::from)
                    .containsExactly(0, 1, 2, 3, 4);
        }
    }
}
