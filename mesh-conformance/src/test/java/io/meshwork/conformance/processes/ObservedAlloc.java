package io.meshwork.conformance.processes;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.LeakReport;
import io.meshwork.host.Leftover;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** An allocation whose events, and what its processes send to the client, a test looks at, or changes. */
final class ObservedAlloc implements Alloc {

    private final Alloc alloc;
    private final UnaryOperator<Envelope> change;
    private final Map<Integer, Event.Running> running = new TreeMap<>(); // of the thread that pulls
    private final ConcurrentLinkedQueue<Envelope> sent = new ConcurrentLinkedQueue<>();

    /** @param change what becomes of an envelope on its way to the client */
    ObservedAlloc(Alloc alloc, UnaryOperator<Envelope> change) {
        this.alloc = alloc;
        this.change = change;
    }

    /** By rank. */
    Map<Integer, Event.Running> running() {
        return running;
    }

    /** What an actor of that name has sent to the client so far, from any process. */
    List<Envelope> sentBy(String actorName) {
        return sent.stream()
                .filter(envelope -> envelope.from().name().equals(actorName))
                .toList();
    }

    @Override
    public Optional<Event> next() {
        Optional<Event> event = alloc.next();
        if (event.isPresent() && event.get() instanceof Event.Running one) {
            running.put(one.rank(), one);
        }
        return event;
    }

    @Override
    public void connect(Sender upstream) {
        alloc.connect(envelope -> {
            sent.add(envelope);
            upstream.post(change.apply(envelope));
        });
    }

    @Override
    public AllocSpec spec() {
        return alloc.spec();
    }

    @Override
    public String name() {
        return alloc.name();
    }

    @Override
    public CompletableFuture<Boolean> signal(int rank, int signal) {
        return alloc.signal(rank, signal);
    }

    @Override
    public void stop() {
        alloc.stop();
    }

    @Override
    public void stopAndWait() {
        alloc.stopAndWait();
    }

    @Override
    public List<Leftover> leftovers() {
        return alloc.leftovers();
    }

    @Override
    public LeakReport leaks() {
        return alloc.leaks();
    }
}
