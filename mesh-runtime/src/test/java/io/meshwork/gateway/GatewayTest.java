package io.meshwork.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Transport;
import io.meshwork.transport.netty.Kind;
import io.meshwork.transport.netty.Limits;
import io.meshwork.transport.netty.NettyTransport;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayTest {

    private static final Address HERE = new Address.Unix("/run/here.s");
    private static final Address FAR = new Address.Unix("/run/far.s");

    private final List<Envelope> local = new ArrayList<>();
    private final Gateway gateway = new Gateway(HERE, () -> {
        throw new IllegalStateException("control envelopes open no data plane");
    });

    @Test
    void anEnvelopeForAProcOfThisProcessGoesThere() {
        gateway.serve("me", local::add);

        gateway.post(control(HERE, "me"));

        assertThat(local).hasSize(1);
    }

    @Test
    void controlTakesTheLinkOfItsProcessElseTheParents() {
        List<Envelope> link = new ArrayList<>();
        List<Envelope> parent = new ArrayList<>();
        Address behind = new Address.Unix("/run/behind.s");
        gateway.link(FAR, link::add);
        gateway.via(behind, FAR);
        gateway.parent(parent::add);

        gateway.post(control(FAR, "p"));
        gateway.post(control(behind, "p"));
        gateway.post(control(new Address.Unix("/run/else.s"), "p"));

        assertThat(link).hasSize(2);
        assertThat(parent).hasSize(1);
    }

    /** G-1. */
    @Test
    void whatHasNoWayComesBackToItsSenderOnce() {
        gateway.serve("me", local::add);

        gateway.post(control(FAR, "p"));
        gateway.post(control(HERE, "nobody"));
        gateway.post(cameBackBefore());

        assertThat(local)
                .extracting(Envelope::kind)
                .containsExactly(Envelope.Kind.UNDELIVERABLE, Envelope.Kind.UNDELIVERABLE);
        assertThat(local.get(0).text()).contains("no way to that process");
        assertThat(local.get(1).text()).contains("no such proc");
    }

    @Test
    void whatIsSentToAnEndedProcessComesBackWithTheFirstReason() {
        List<String> heard = new ArrayList<>();
        gateway.serve("me", local::add);
        gateway.onEnd((address, reason, wanted) -> heard.add(reason));
        gateway.link(FAR, envelope -> {});

        gateway.ended(FAR, "was killed", false);
        gateway.ended(FAR, "said again", true);
        gateway.post(control(FAR, "p"));

        assertThat(heard).containsExactly("was killed");
        assertThat(local.get(0).text()).isEqualTo("was killed");
    }

    @Test
    void aNewProcessAtTheAddressOfOneThatEndedIsSentTo() {
        List<Envelope> link = new ArrayList<>();
        Address behind = new Address.Tcp("127.0.0.1", 4000);
        gateway.link(FAR, link::add);
        gateway.link(behind, link::add);
        gateway.ended(behind, "was killed", false);

        gateway.via(behind, FAR);
        gateway.post(control(behind, "p"));

        assertThat(link).hasSize(1);
        assertThat(gateway.whyEnded(behind)).isNull();
        gateway.ended(FAR, "was killed", false);
        gateway.link(FAR, link::add);
        gateway.post(control(FAR, "p"));
        assertThat(link).hasSize(2);
    }

    /** G-1, T-7: whoever is told of an end, and of nothing else. */
    @Test
    void aPortThatAnEndedProcessHadIsNoEndedProcess() throws InterruptedException {
        Secret secret = Secret.fresh();
        BlockingQueue<Envelope> arrived = new LinkedBlockingQueue<>();
        try (NettyTransport there =
                        new NettyTransport(Kind.TCP_NIO, secret, Limits.of(1 << 20), new Collector(arrived));
                NettyTransport here =
                        new NettyTransport(Kind.TCP_NIO, secret, Limits.of(1 << 20), new Collector(arrived))) {
            Address.Tcp now = (Address.Tcp) there.listen(null);
            Address before = new Address.Tcp(now.host(), now.port(), now.incarnation() + 1);
            Gateway sending = new Gateway(HERE, () -> here);
            sending.serve("me", local::add);
            sending.ended(before, "was killed", false);

            sending.post(data(now, 1));
            sending.post(data(before, 2));

            Envelope next = arrived.poll(30, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            assertThat(next.rank()).isEqualTo(1);
            assertThat(local.get(0).text()).isEqualTo("was killed");
        }
    }

    /** OD-5: the data plane can't be had for the first, which nobody wants back; its receiver hears of its number. */
    @Test
    void aNumberedEnvelopeThatIsDroppedOnTheWayLeavesNoGap() throws InterruptedException {
        Secret secret = Secret.fresh();
        BlockingQueue<Envelope> arrived = new LinkedBlockingQueue<>();
        AtomicReference<Transport> opened = new AtomicReference<>();
        try (NettyTransport there =
                        new NettyTransport(Kind.TCP_NIO, secret, Limits.of(1 << 20), new Collector(arrived));
                NettyTransport here =
                        new NettyTransport(Kind.TCP_NIO, secret, Limits.of(1 << 20), new Collector(arrived))) {
            Gateway sending = new Gateway(HERE, () -> {
                if (opened.getAndSet(here) == null) {
                    throw new IllegalStateException("not yet");
                }
                return here;
            });

            sending.post(withoutReturn(there.listen(null), 7));

            Envelope skip = arrived.poll(30, TimeUnit.SECONDS);
            assertThat(skip).isNotNull();
            assertThat(skip.kind()).isEqualTo(Envelope.Kind.SKIP);
            assertThat(skip.order()).isEqualTo(new Envelope.Order(1, 7));
        }
    }

    /** G-2: over a real transport, as TCP needs no socket directory. */
    @Test
    void dataTakesOneConnectionInOrder() throws InterruptedException {
        Secret secret = Secret.fresh();
        BlockingQueue<Envelope> arrived = new LinkedBlockingQueue<>();
        try (NettyTransport there =
                        new NettyTransport(Kind.TCP_NIO, secret, Limits.of(1 << 20), new Collector(arrived));
                NettyTransport here =
                        new NettyTransport(Kind.TCP_NIO, secret, Limits.of(1 << 20), new Collector(arrived))) {
            Address far = there.listen(null);
            Gateway sending = new Gateway(HERE, () -> here);
            for (int i = 0; i < 1_000; i++) {
                sending.post(data(far, i));
            }

            for (int i = 0; i < 1_000; i++) {
                Envelope next = arrived.poll(30, TimeUnit.SECONDS);
                assertThat(next).isNotNull();
                assertThat(next.rank()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIX_EPOLL", "UNIX_NIO"})
    @DisplayName("B44: the next message goes to the process that has taken the address of one that is gone")
    void theNextMessageGoesToTheProcessThatHasTakenTheAddressOfOneThatIsGone(Kind kind, @TempDir Path directory)
            throws InterruptedException {
        Secret secret = Secret.fresh();
        Limits limits = Limits.of(1 << 20);
        Address.Unix far = new Address.Unix(directory.resolve("far.s").toString());
        BlockingQueue<Envelope> first = new LinkedBlockingQueue<>();
        BlockingQueue<Envelope> second = new LinkedBlockingQueue<>();
        BlockingQueue<Loss> losses = new LinkedBlockingQueue<>();
        AtomicReference<Gateway> sending = new AtomicReference<>();
        Inbound losing = new Losing(sending, losses);
        try (NettyTransport here = new NettyTransport(kind, secret, limits, losing)) {
            sending.set(new Gateway(HERE, () -> here));
            try (NettyTransport there = new NettyTransport(kind, secret, limits, new Collector(first))) {
                there.listen(far);
                sending.get().post(data(far, 1));
                assertThat(first.poll(30, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(losses.poll(30, TimeUnit.SECONDS).all()).isEmpty();

            try (NettyTransport there = new NettyTransport(kind, secret, limits, new Collector(second))) {
                there.listen(far);
                sending.get().post(data(far, 2));
                Envelope next = second.poll(30, TimeUnit.SECONDS);
                assertThat(next).isNotNull();
                assertThat(next.rank()).isEqualTo(2);
            }
        }
    }

    private record Losing(AtomicReference<Gateway> gateway, BlockingQueue<Loss> losses) implements Inbound {
        @Override
        public void received(Envelope envelope) {}

        @Override
        public void lost(Connection connection, Loss loss) {
            gateway.get().lost(connection, loss);
            losses.add(loss);
        }
    }

    private record Collector(BlockingQueue<Envelope> arrived) implements Inbound {
        @Override
        public void received(Envelope envelope) {
            arrived.add(envelope);
        }

        @Override
        public void lost(Connection connection, Loss loss) {
            assertThat(loss.all()).isEmpty();
        }
    }

    private static Envelope cameBackBefore() {
        Envelope sent = new Envelope(
                Envelope.Kind.MESSAGE,
                true,
                new ProcId("me", HERE).actor("a").port(0),
                new ProcId("p", FAR).actor("a"),
                null,
                0,
                new byte[0]);
        return sent.bounced(Undeliverable.Category.LOST, "came back before");
    }

    private static Envelope withoutReturn(Address to, long number) {
        Envelope.Order order = new Envelope.Order(1, number);
        PortId port = new ProcId("p", to).actor("a").port(PortId.HANDLER);
        ActorId from = new ProcId("me", HERE).actor("sender");
        return new Envelope(Envelope.Kind.MESSAGE, false, false, port, from, null, 0, order, new byte[] {1});
    }

    private static Envelope control(Address to, String proc) {
        return envelope(to, proc, true, 0);
    }

    private static Envelope data(Address to, int rank) {
        return envelope(to, "p", false, rank);
    }

    private static Envelope envelope(Address to, String proc, boolean control, int rank) {
        ActorId from = new ProcId("me", HERE).actor("sender");
        return new Envelope(
                Envelope.Kind.MESSAGE, control, new ProcId(proc, to).actor("a").port(0), from, null, rank, new byte[] {1
                });
    }
}
