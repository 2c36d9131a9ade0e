package io.meshwork.gateway;

import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.pressure.Pressure;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Transport;
import io.meshwork.transport.Waiting;
import io.meshwork.transport.link.Link;
import io.meshwork.transport.link.LinkEvents;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.transport.netty.Kind;
import io.meshwork.transport.netty.Limits;
import io.meshwork.transport.netty.NettyTransport;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.Sender;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A gateway with real links and a real data plane, as a process has them, but in one JVM. Its plane opens when the test lets
 * it, and what comes on its links is kept back while the test says so.
 */
final class LinkedProcess implements LinkEvents, Inbound, AutoCloseable {

    static final String PROC = "p";
    private static final int ENVELOPE = 1;

    final Address.Unix address;
    final Gateway gateway;
    final Waiting<Envelope> received = new Waiting<>();
    final CountDownLatch mayOpen = new CountDownLatch(1);
    private final LinkLoop loop;
    private final Secret secret;
    private final Kind kind;
    private final Path directory;
    private final Limits limits;
    private final List<Envelope> keptBack = new ArrayList<>(); // guarded by itself
    private boolean deaf; // guarded by keptBack
    private @Nullable NettyTransport plane; // guarded by this
    private boolean closed; // guarded by this

    LinkedProcess(String name, Kind kind, Secret secret, Path directory, Limits limits) {
        this.kind = kind;
        this.secret = secret;
        this.directory = directory;
        this.limits = limits;
        address = new Address.Unix(directory.resolve(name + ".s").toString());
        loop = LinkLoop.start("mesh-link-" + name);
        gateway = new Gateway(address, this::plane, limits);
        gateway.tell(new Pressure(Config.of(Map.of())));
        gateway.serve(PROC, received::add);
    }

    private synchronized Transport plane() {
        NettyTransport open = plane;
        if (open == null) {
            awaitMayOpen();
            if (closed) {
                throw new MeshException("the data plane is closed");
            }
            open = new NettyTransport(kind, secret, limits, this);
            open.listen(address);
            plane = open;
        }
        return open;
    }

    private void awaitMayOpen() {
        try {
            mayOpen.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isPlaneOpen() {
        return mayOpen.getCount() == 0 && isThere();
    }

    private synchronized boolean isThere() {
        return plane != null;
    }

    /** Becomes a child of another, which gets a way to it. */
    LinkedProcess below(LinkedProcess other) {
        Path socket = directory.resolve(address.path() + ".l");
        Waiting<Link> accepted = new Waiting<>();
        other.loop.listen(socket, secret, new LinkEvents() {
            @Override
            public void frame(Link link, int type, WireInput body) {
                if (type == ENVELOPE) {
                    other.frame(link, type, body);
                } else {
                    accepted.add(link);
                }
            }

            @Override
            public void closed(Link link, @Nullable String reason) {}
        });
        Link up = loop.dial(socket, secret, this);
        gateway.parent(envelope -> send(up, envelope));
        up.send(ENVELOPE + 1, new byte[0]);
        Link down = accepted.await(1).get(0);
        other.gateway.link(address, envelope -> send(down, envelope));
        return this;
    }

    private static void send(Link link, Envelope envelope) {
        WireOutput body = new WireOutput();
        EnvelopeFormat.write(envelope, body);
        link.send(ENVELOPE, body);
    }

    /** Nothing of what comes on its links is taken from now on. */
    void stopListening() {
        synchronized (keptBack) {
            deaf = true;
        }
    }

    /** What was kept back is taken now, in order. */
    void listenAgain() {
        synchronized (keptBack) {
            keptBack.forEach(gateway::post);
            keptBack.clear();
            deaf = false;
        }
    }

    /** Those of a kind that came on its links while it did not listen. */
    List<Envelope> keptBack(Envelope.Kind what) {
        synchronized (keptBack) {
            return keptBack.stream().filter(each -> each.kind() == what).toList();
        }
    }

    @Override
    public void frame(Link link, int type, WireInput body) {
        Envelope envelope = EnvelopeFormat.read(body);
        synchronized (keptBack) {
            if (deaf) {
                keptBack.add(envelope);
            } else {
                gateway.post(envelope);
            }
        }
    }

    @Override
    public void closed(Link link, @Nullable String reason) {}

    /** Sends a message with this number as its rank. */
    void send(LinkedProcess to, String sender, int number, int bytes) {
        gateway.post(message(to, sender, number, bytes));
    }

    Envelope message(LinkedProcess to, String sender, int number, int bytes) {
        PortId port = new ProcId(PROC, to.address).actor("a").port(PortId.HANDLER);
        ActorId from = new ProcId(PROC, address).actor(sender);
        return new Envelope(Envelope.Kind.MESSAGE, false, port, from, null, number, new byte[bytes]);
    }

    // as a data plane does

    @Override
    public void received(Envelope envelope) {
        gateway.received(envelope);
    }

    @Override
    public void lost(Connection connection, Loss loss) {
        gateway.lost(connection, loss);
    }

    @Override
    public void reached(Connection connection) {
        gateway.reached(connection);
    }

    @Override
    public void dialledBy(Address peer, Sender back) {
        gateway.dialledBy(peer, back);
    }

    @Override
    public void close() {
        mayOpen.countDown();
        synchronized (this) {
            closed = true;
            if (plane != null) {
                plane.close();
            }
        }
        loop.close();
    }
}
