package io.meshwork.transport.netty;

import io.meshwork.failure.MeshException;
import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Envelopes over Unix domain sockets or TCP, on one event loop. */
public final class NettyTransport implements Transport {

    /** Time a stranger gets to prove that it is none. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    static final String CLOSED = "transport closed";

    private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final WriteBufferWaterMark IN_FLIGHT_BYTES = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private final Carrier carrier;
    private final Secret secret;
    private final int maxFrameBytes;
    private final Duration patience;
    private final Delivery delivery;
    private final Strangers strangers = new Strangers();
    private final DataThread thread = new DataThread();
    private final SingleThreadIoEventLoop loop;

    // confined to the event loop
    private final Set<Channel> channels = new HashSet<>();
    private final Set<NettyConnection> connections = new HashSet<>();
    private boolean ended;

    /**
     * @param maxFrameBytes the largest envelope it sends or takes, as it travels
     * @throws MeshException if there is no such transport here
     */
    public NettyTransport(Kind kind, Secret secret, int maxFrameBytes, Inbound inbound) {
        this(kind, secret, maxFrameBytes, inbound, PATIENCE);
    }

    /** @param patience time a stranger gets to prove that it is none */
    public NettyTransport(Kind kind, Secret secret, int maxFrameBytes, Inbound inbound, Duration patience) {
        logBySlf4j();
        carrier = Carrier.of(kind);
        this.secret = secret;
        this.maxFrameBytes = maxFrameBytes;
        delivery = new Delivery(inbound, maxFrameBytes);
        this.patience = patience;
        loop = new SingleThreadIoEventLoop(null, thread, carrier.ioHandlers());
    }

    /** Whether {@link Kind#UNIX} works here. */
    public static boolean unixAvailable() {
        logBySlf4j();
        return Epoll.isAvailable();
    }

    /** Why {@link Kind#UNIX} doesn't work here; empty if it does. */
    public static Optional<String> unixObstacle() {
        return unixAvailable() ? Optional.empty() : Optional.of(text(Epoll.unavailabilityCause()));
    }

    private static void logBySlf4j() {
        InternalLoggerFactory.setDefaultFactory(Slf4JLoggerFactory.INSTANCE);
    }

    @Override
    public Address listen(Address.@Nullable Unix at) {
        if (loop.isShuttingDown()) {
            throw new MeshException("cannot listen: at=" + at + ": " + CLOSED);
        }
        Channel listener = carrier.newListener();
        try {
            listener.pipeline().addLast(new AcceptHandler(this, listener));
            await(loop.register(listener));
            await(listener.bind(carrier.toListen(at)));
            if (!loop.submit(() -> admit(listener)).get()) {
                throw new MeshException(CLOSED);
            }
            return carrier.addressOf(listener);
        } catch (Exception e) {
            discard(listener);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new MeshException("cannot listen: at=" + at + ": " + text(e), e);
        }
    }

    private static void discard(Channel listener) {
        if (listener.isRegistered()) {
            listener.close();
        } else {
            listener.unsafe().closeForcibly();
        }
    }

    private static void await(ChannelFuture future) throws Exception {
        future.await();
        if (future.cause() != null) {
            throw new MeshException(text(future.cause()), future.cause());
        }
    }

    @Override
    public Connection dial(Address to) {
        NettyConnection connection = new NettyConnection(this, to);
        try {
            loop.execute(() -> connect(connection));
        } catch (RejectedExecutionException e) {
            connection.lose(CLOSED);
        }
        return connection;
    }

    private void connect(NettyConnection connection) {
        if (ended) {
            connection.lose(CLOSED);
            return;
        }
        connections.add(connection);
        try {
            Channel dialer = carrier.newDialer();
            ReadSize reads = new ReadSize();
            dialer.config().setRecvByteBufAllocator(reads).setWriteBufferWaterMark(IN_FLIGHT_BYTES);
            DialHandler handler = new DialHandler(this, connection, reads);
            dialer.pipeline().addLast(handler);
            connection.attach(dialer);
            loop.register(dialer);
            dialer.connect(carrier.toDial(connection.peer())).addListener(handler);
        } catch (RuntimeException e) {
            connection.lose("cannot connect: " + text(e));
        }
    }

    @Override
    public void close() {
        if (loop.inEventLoop()) {
            endAll();
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            return;
        }
        try {
            awaitEndAll();
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            if (!thread.join(CLOSE_PATIENCE)) {
                log.warn("transport closed, but its thread is still busy: after={}", CLOSE_PATIENCE);
            }
        } catch (InterruptedException e) {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEndAll() throws InterruptedException {
        try {
            loop.submit(this::endAll).await(CLOSE_PATIENCE.toMillis());
        } catch (RejectedExecutionException e) {
            log.debug("transport was closed already");
        }
    }

    private void endAll() {
        ended = true;
        for (NettyConnection connection : new ArrayList<>(connections)) {
            connection.closeNow();
        }
        for (Channel channel : new ArrayList<>(channels)) {
            channel.close();
        }
    }

    // for the handlers and connections of this transport, on its event loop unless it says otherwise

    /** @return false if the transport is closed and the channel has to go */
    boolean admit(Channel channel) {
        return !ended && channels.add(channel);
    }

    void forget(Channel channel) {
        channels.remove(channel);
    }

    /** From any thread. */
    void forget(NettyConnection connection) {
        if (loop.inEventLoop()) {
            connections.remove(connection);
        }
    }

    /** From any thread. */
    void execute(Runnable task) {
        loop.execute(task);
    }

    Delivery delivery() {
        return delivery;
    }

    Strangers strangers() {
        return strangers;
    }

    @Nullable
    String objection(Channel accepted) {
        return carrier.objection(accepted);
    }

    Handshake accepting() {
        return carrier.accepting(secret);
    }

    Handshake dialling() {
        return carrier.dialling(secret);
    }

    boolean speaksFirst() {
        return carrier.speaksFirst();
    }

    int maxFrameBytes() {
        return maxFrameBytes;
    }

    Duration patience() {
        return patience;
    }

    static String text(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }

    @Override
    public String toString() {
        return "transport " + carrier.getClass().getSimpleName();
    }
}
