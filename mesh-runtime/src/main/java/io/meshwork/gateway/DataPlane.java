package io.meshwork.gateway;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.Run;
import io.meshwork.transport.Transport;
import io.meshwork.transport.link.Doorbell;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.transport.netty.Kind;
import io.meshwork.transport.netty.Limits;
import io.meshwork.transport.netty.NettyTransport;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The data connections of a process, opened when first needed. On Unix sockets the address is known before that; a
 * process that sends and gets no data loads no Netty.
 */
public final class DataPlane implements Supplier<Transport>, Inbound, AutoCloseable {

    private final Run run;
    private final Config config;
    private final boolean unix;
    private final Address.@Nullable Unix socket;
    private volatile @Nullable Gateway gateway;
    private volatile @Nullable Transport transport;
    private @Nullable Address address; // guarded by this
    private @Nullable Doorbell bell; // guarded by this; while the plane is not open
    private boolean closed; // guarded by this

    /** @param name of this process in its run */
    public DataPlane(Run run, Config config, String name) {
        this.run = run;
        this.config = config;
        unix = config.oneOf(Keys.TRANSPORT, "unix", "tcp").equals("unix");
        socket = unix ? new Address.Unix(run.socketPath(name + ".s").toString()) : null;
    }

    /**
     * The transport that {@code auto} stands for: Unix sockets, on which the control links are in any case. To be asked in
     * the test JVM, and handed down, so that all processes of a run agree. What waits for the sockets each process decides
     * for itself, when it opens them.
     */
    public static Config settled(Config config) {
        return config.text(Keys.TRANSPORT).equals("auto") ? config.settled(Keys.TRANSPORT, "unix") : config;
    }

    private static Kind kind(boolean unix, Config config) {
        return Kind.of(
                unix,
                switch (config.oneOf(Keys.EVENT_LOOP, "auto", "epoll", "nio")) {
                    case "epoll" -> true;
                    case "nio" -> false;
                    default -> NettyTransport.epollAvailable();
                });
    }

    /**
     * Of who says which event loop it must be: that it is here is seen at once, not with the first that is large. Loads Netty
     * only then.
     *
     * @throws MeshException if it isn't, with the reason
     */
    public void requireEventLoop() {
        if (config.text(Keys.EVENT_LOOP).equals("epoll")) {
            NettyTransport.requireEpoll();
        }
    }

    /** The bounds of its connections. */
    Limits limits() {
        return Limits.of((int) config.bytes(Keys.MAX_FRAME))
                .withConnectionBytes(config.bytes(Keys.CONNECTION_BYTES))
                .withDelivery(config.duration(Keys.DELIVERY_TIMEOUT));
    }

    /** Where this process takes data. On TCP this opens the plane. */
    public Address address() {
        if (socket != null) {
            return socket;
        }
        get();
        synchronized (this) {
            Address bound = address;
            if (bound == null) {
                throw new MeshException("the data plane is closed");
            }
            return bound;
        }
    }

    /** What came before is never lost: nobody knows the address before the gateway is there. */
    public void attach(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * From now on somebody who dials this process, when its plane is not open, has it opened: the word that it is to listen
     * may stand still on the way. Not on TCP, where the plane is open.
     *
     * @param loop closed after this plane
     */
    public synchronized void openWhenDialled(LinkLoop loop) {
        if (socket != null && transport == null && !closed) {
            bell = loop.hang(Path.of(socket.path()), new Opener());
        }
    }

    private final class Opener implements Runnable {
        @Override
        public void run() {
            Gateway open = gateway;
            if (open != null) {
                open.listen();
            }
        }
    }

    private void takeBellAway() {
        Doorbell hung = bell;
        if (hung != null) {
            bell = null;
            hung.close();
        }
    }

    /** Opens the plane if it is not open, and returns when it takes connections. */
    @Override
    public Transport get() {
        Transport open = transport;
        return open != null ? open : open();
    }

    private synchronized Transport open() {
        Transport made = transport;
        if (made != null) {
            return made;
        }
        if (closed) {
            throw new MeshException("the data plane is closed");
        }
        made = new NettyTransport(kind(unix, config), run.secret(), limits(), this);
        takeBellAway();
        try {
            address = made.listen(socket);
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
        transport = made;
        return made;
    }

    @Override
    public void received(Envelope envelope) {
        Inbound to = gateway;
        if (to != null) {
            to.received(envelope);
        }
    }

    @Override
    public void lost(Connection connection, Loss loss) {
        Inbound to = gateway;
        if (to != null) {
            to.lost(connection, loss);
        }
    }

    @Override
    public void interrupted(Connection connection) {
        Inbound to = gateway;
        if (to != null) {
            to.interrupted(connection);
        }
    }

    @Override
    public void reached(Connection connection) {
        Inbound to = gateway;
        if (to != null) {
            to.reached(connection);
        }
    }

    @Override
    public void dialledBy(Address peer, Sender back) {
        Inbound to = gateway;
        if (to != null) {
            to.dialledBy(peer, back);
        }
    }

    @Override
    public void leftBy(Address peer, Sender back) {
        Inbound to = gateway;
        if (to != null) {
            to.leftBy(peer, back);
        }
    }

    /** What waits for a connection goes first, if that is soon. */
    @Override
    public void close() {
        Gateway from = gateway;
        if (from != null) {
            from.settle(limits().flush());
        }
        synchronized (this) {
            closed = true;
            takeBellAway();
            Transport open = transport;
            if (open != null) {
                open.close();
            }
        }
    }
}
