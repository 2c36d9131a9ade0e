package io.meshwork.transport.netty;

import io.meshwork.failure.MeshException;
import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Transport;
import io.meshwork.transport.session.SessionId;
import io.meshwork.transport.session.Sessions;
import io.meshwork.wire.Undeliverable.Category;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Envelopes over Unix domain sockets or TCP, on one event loop. */
public final class NettyTransport implements Transport {

    static final String CLOSED = "transport closed";
    static final String CLOSED_BY_THIS_END = "closed by this end";

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final WriteBufferWaterMark IN_FLIGHT_BYTES = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private final Carrier carrier;
    private final Secret secret;
    private final Limits limits;
    private final Delivery delivery;
    private final Strangers strangers = new Strangers();
    private final DataThread thread = new DataThread();
    private final SingleThreadIoEventLoop loop;
    private final long incarnation = SessionId.freshIncarnation();
    private final AtomicLong dialled = new AtomicLong();
    private volatile @Nullable Address address;

    // confined to the event loop
    private final Sessions sessions = new Sessions(incarnation);
    private final Set<Channel> channels = new HashSet<>();
    private final Set<NettyConnection> connections = new HashSet<>();
    private @Nullable CountDownLatch finished;
    private boolean ended;

    /** @throws MeshException if there is no such transport here */
    public NettyTransport(Kind kind, Secret secret, Limits limits, Inbound inbound) {
        LazyNettyLogger.install();
        carrier = Carrier.of(kind);
        this.secret = secret;
        this.limits = limits;
        delivery = new Delivery(inbound, limits.frameBytes());
        loop = new SingleThreadIoEventLoop(null, thread, carrier.ioHandlers());
    }

    /** Whether kinds with epoll work here. */
    public static boolean epollAvailable() {
        LazyNettyLogger.install();
        return Epoll.isAvailable();
    }

    /** Why kinds with epoll don't work here; empty if they do. */
    public static Optional<String> epollObstacle() {
        return epollAvailable() ? Optional.empty() : Optional.of(text(Epoll.unavailabilityCause()));
    }

    /** @throws MeshException if kinds with epoll don't work here, with the reason and the cure */
    public static void requireEpoll() {
        Optional<String> obstacle = epollObstacle();
        if (obstacle.isPresent()) {
            throw new MeshException(
                    "no epoll here: Netty's native library can't be loaded: set mesh.event-loop=auto, which takes what there is,"
                            + " or nio: mesh.event-loop=epoll cause=" + obstacle.get(),
                    Epoll.unavailabilityCause());
        }
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
            Address bound = carrier.addressOf(listener, incarnation);
            address = bound;
            return bound;
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
        return dial(to, false);
    }

    @Override
    public Connection dialPatiently(Address to) {
        return dial(to, true);
    }

    private Connection dial(Address to, boolean patiently) {
        SessionId session = new SessionId(incarnation, dialled.incrementAndGet());
        NettyConnection connection = new NettyConnection(this, to, session, patiently);
        try {
            loop.execute(() -> begin(connection));
        } catch (RejectedExecutionException e) {
            connection.lose(Category.CONNECTION_LOST, CLOSED);
        }
        return connection;
    }

    private void begin(NettyConnection connection) {
        if (ended) {
            connection.lose(Category.CONNECTION_LOST, CLOSED);
            return;
        }
        connections.add(connection);
        connection.connect();
    }

    @Override
    public void close() {
        if (loop.inEventLoop()) {
            endAll();
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            return;
        }
        try {
            finishAll();
            awaitEndAll();
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            if (!thread.join(CLOSE_PATIENCE)) {
                log().warn("transport closed, but its thread is still busy: after={}", CLOSE_PATIENCE);
            }
        } catch (InterruptedException e) {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, bounded, for the acknowledgements of what was posted. */
    private void finishAll() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        try {
            loop.execute(() -> finish(all));
            if (!all.await(limits.flush().toNanos(), TimeUnit.NANOSECONDS)) {
                log().debug("transport closes before its peers have acknowledged all: after={}", limits.flush());
            }
        } catch (RejectedExecutionException e) {
            log().debug("transport was closed already");
        }
    }

    private void finish(CountDownLatch all) {
        ended = true;
        finished = all;
        for (NettyConnection connection : new ArrayList<>(connections)) {
            connection.finish();
        }
        tellIfFinished();
    }

    private void tellIfFinished() {
        CountDownLatch all = finished;
        if (all != null && connections.isEmpty()) {
            all.countDown();
        }
    }

    private void awaitEndAll() throws InterruptedException {
        try {
            loop.submit(this::endAll).await(CLOSE_PATIENCE.toMillis());
        } catch (RejectedExecutionException e) {
            log().debug("transport was closed already");
        }
    }

    private void endAll() {
        ended = true;
        for (NettyConnection connection : new ArrayList<>(connections)) {
            connection.run();
            connection.lose(Category.CONNECTION_LOST, CLOSED_BY_THIS_END);
        }
        for (Channel channel : new ArrayList<>(channels)) {
            if (channel instanceof ServerChannel) { // first, so that nobody comes again
                channel.close();
            }
        }
        for (Channel channel : new ArrayList<>(channels)) {
            ReceiveHandler receiver = channel.pipeline().get(ReceiveHandler.class);
            if (receiver != null) {
                receiver.close();
            }
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
            tellIfFinished();
        }
    }

    /** Where it listens; null if it doesn't. From any thread. */
    @Nullable
    Address address() {
        return address;
    }

    /** Begins a line of it. */
    void connect(NettyConnection connection) {
        Channel dialer = carrier.newDialer();
        ReadSize reads = new ReadSize();
        dialer.config().setRecvByteBufAllocator(reads).setWriteBufferWaterMark(IN_FLIGHT_BYTES);
        DialHandler handler = new DialHandler(this, connection, dialer, reads);
        dialer.pipeline().addLast(handler);
        connection.begin(handler);
        loop.register(dialer);
        dialer.connect(carrier.toDial(connection.peer())).addListener(handler);
    }

    boolean isGone(Address peer, Throwable cause) {
        return carrier.isGone(peer, cause);
    }

    Sessions sessions() {
        return sessions;
    }

    long incarnation() {
        return incarnation;
    }

    /** Once the transport ends, what is scheduled doesn't happen. */
    void schedule(Runnable task, long nanos) {
        try {
            loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log().debug("transport is closing, nothing is scheduled any more");
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

    Limits limits() {
        return limits;
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

    private static Logger log() {
        return LoggerFactory.getLogger(NettyTransport.class);
    }
}
