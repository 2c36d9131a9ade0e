package io.meshwork.actor;

import io.meshwork.cast.Relay;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.OwnProcess;
import io.meshwork.mailbox.Turns;
import io.meshwork.mailbox.Workers;
import io.meshwork.pressure.ForwardingThread;
import io.meshwork.wire.Sender;
import io.meshwork.wire.codec.TypedCodec;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What the actors of one process live on.
 *
 * @param workers run actors
 * @param control runs {@link ControlActor}s, one turn at a time for them all; must not be blocked
 * @param watch reports handlers that don't end
 * @param end ends what runs them
 */
public record Surroundings(Instance.Shared shared, Turns workers, Turns control, HandlerWatch watch, Runnable end)
        implements AutoCloseable {

    /** Of a process with threads of its own. @param name what the names of the threads begin with */
    public static Surroundings start(String name, Sender gateway, Config config) {
        ClassLoader loader = Surroundings.class.getClassLoader();
        Workers workers = new Workers(name, config.integer(Keys.MAX_WORKERS));
        HandlerWatch watch = HandlerWatch.of(name, workers, config);
        ExecutorService control = controlThread(name + "-control");
        Instance.Shared shared =
                new Instance.Shared(gateway, new TypedCodec(loader), loader, config, workers, OwnProcess.JVM);
        return new Surroundings(shared, workers, new OneThread(control), watch, new End(watch, workers, control));
    }

    /** The same for one proc, whose casts to many go by its relay. */
    public Surroundings with(Relay relay) {
        return new Surroundings(shared.with(relay), workers, control, watch, new EndWithRelay(relay, end));
    }

    /** The same, but values without handles are passed as they are to what lives in this JVM. */
    public Surroundings passing() {
        return new Surroundings(shared.passing(), workers, control, watch, end);
    }

    /* Work that comes after the end is dropped: nobody waits for it any more. */
    private static ExecutorService controlThread(String name) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new ForwardingThreads(name),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Ends the threads; does not wait for them. */
    @Override
    public void close() {
        shared.pressure().close();
        end.run();
    }

    private record OneThread(ExecutorService thread) implements Turns {
        @Override
        public void execute(Runnable turn) {
            thread.execute(turn);
        }
    }

    private record ForwardingThreads(String name) implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            return new ForwardingThread(task, name);
        }
    }

    private record End(HandlerWatch watch, Workers workers, ExecutorService control) implements Runnable {
        @Override
        public void run() {
            watch.close();
            workers.close();
            control.shutdownNow();
        }
    }

    private record EndWithRelay(Relay relay, Runnable end) implements Runnable {
        @Override
        public void run() {
            relay.close();
            end.run();
        }
    }
}
