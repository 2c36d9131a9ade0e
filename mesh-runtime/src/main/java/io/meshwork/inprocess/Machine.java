package io.meshwork.inprocess;

import io.meshwork.actor.HandlerWatch;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.id.Address;
import io.meshwork.mailbox.Workers;
import io.meshwork.pressure.ForwardingThread;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.PayloadCodec;
import io.meshwork.wire.Sender;
import io.meshwork.wire.codec.TypedCodec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What processes share that are objects of this JVM: threads, a network, a codec, and numbers. Control turns have threads
 * of their own, so that they never wait behind actors (IP-1).
 */
public final class Machine implements AutoCloseable {

    private static final int CONTROL_THREADS = 2;

    private final String name;
    private final Config config;
    private final ClassLoader loader = Machine.class.getClassLoader();
    private final PayloadCodec codec = new TypedCodec(loader);
    private final Workers workers;
    private final HandlerWatch watch;
    private final ThreadPoolExecutor control;
    private final ScheduledThreadPoolExecutor timer;
    private final Gate controlUp;
    private final Gate dataUp;
    private final Network network;
    private final Set<VirtualProcess> living = ConcurrentHashMap.newKeySet();
    private final AtomicInteger addresses = new AtomicInteger();

    /**
     * @param name of threads and addresses, unique in the run
     * @param upstream takes what is for none of its processes, in order, on a thread of the machine
     */
    public Machine(String name, Config config, Sender upstream) {
        this.name = name;
        Config own = Config.of(config.handedDown());
        this.config = config.flag(Keys.IN_PROCESS_COPY) ? own : own.with(Keys.IN_PROCESS_COPY, "false");
        workers = new Workers("mesh-" + name, config.integer(Keys.MAX_WORKERS));
        watch = HandlerWatch.ofMany("mesh-" + name, workers, config);
        control = new ThreadPoolExecutor(
                CONTROL_THREADS,
                CONTROL_THREADS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads("control"),
                new ThreadPoolExecutor.DiscardPolicy());
        timer = new ScheduledThreadPoolExecutor(1, threads("ladder"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        controlUp = Gate.serial(control);
        dataUp = Gate.serial(control);
        network = new Network((int) config.bytes(Keys.MAX_FRAME), envelope -> up(envelope, upstream));
    }

    private ThreadFactory threads(String kind) {
        AtomicInteger number = new AtomicInteger();
        return task -> new ForwardingThread(task, "mesh-" + name + "-" + kind + "-" + number.incrementAndGet());
    }

    /* Not on the sender's thread: what hears it there may hold locks, and send in turn. */
    private void up(Envelope envelope, Sender upstream) {
        boolean isData = !envelope.control() && !envelope.isNotice() && envelope.kind() != Envelope.Kind.UNDELIVERABLE;
        (isData ? dataUp : controlUp).execute(() -> upstream.post(envelope));
    }

    /** What was sent to the client before is heard there before this is done. */
    void afterWhatWentUp(Runnable task) {
        dataUp.execute(() -> controlUp.execute(task));
    }

    /** Starts a process; returns at once. */
    public VirtualProcess launch(Launch launch, VirtualProcess.Listener heard) {
        VirtualProcess process = new VirtualProcess(this, launch, nextAddress(), heard);
        living.add(process);
        process.end().thenRun(() -> living.remove(process));
        control.execute(process::comeUp);
        return process;
    }

    private Address.InProcess nextAddress() {
        return new Address.InProcess(name + "-" + addresses.incrementAndGet());
    }

    /** The way into the machine, for envelopes from elsewhere. */
    public Sender entrance() {
        return network::fromOutside;
    }

    /** Kills what still lives, and ends the threads; waits for nothing. */
    @Override
    public void close() {
        living.forEach(process -> process.kill("its machine is closed"));
        watch.close();
        workers.close();
        timer.shutdownNow();
        afterWhatWentUp(control::shutdown);
    }

    Config config() {
        return config;
    }

    ClassLoader loader() {
        return loader;
    }

    PayloadCodec codec() {
        return codec;
    }

    Network network() {
        return network;
    }

    HandlerWatch watch() {
        return watch;
    }

    Executor workers() {
        return workers;
    }

    Executor control() {
        return control;
    }

    ScheduledExecutorService timer() {
        return timer;
    }
}
