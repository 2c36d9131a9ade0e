package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.wire.Envelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-2, T-3, T-6 and T-7 under load, with lines that are cut after any byte. */
@Timeout(120)
class BrokenLinesTest {

    private static final int COUNT = 4000;
    private static final long DEADLINE_NANOS = 60_000_000_000L;

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @AfterEach
    void leavesNoThread() {
        assertThat(Threads.named("mesh-data")).isEmpty();
        assertThat(Threads.named("proxy")).isEmpty();
    }

    private byte[] payload() {
        return new byte[random.nextInt(100) == 0 ? random.nextInt(60_000) : random.nextInt(300)];
    }

    private Path directory(String name) throws Exception {
        return Files.createDirectory(directory.resolve(name));
    }

    /** T-6: where nobody ends, all is received once, in order, and nothing comes back. */
    @ParameterizedTest
    @EnumSource
    void allIsReceivedOnceInOrderHoweverOftenTheLineBreaks(Kind kind) throws Exception {
        Random cuts = new Random(seed + 1);
        Set<Integer> lines = new HashSet<>();
        try (Peer to = new Peer(kind, secret);
                Proxy proxy = new Proxy(kind, directory, to.listen(directory("to")), () -> {
                    lines.add(lines.size());
                    return 300 + cuts.nextInt(250_000);
                });
                Peer from = new Peer(kind, secret)) {
            Connection connection = from.transport.dial(proxy.address);
            for (int i = 0; i < COUNT; i++) {
                connection.post(Peer.message(i, payload()));
            }
            List<Envelope> received = to.received.await(all -> all.size() >= COUNT, "all; seed " + seed);

            assertThat(Peer.numbers(received)).as("seed %d", seed).isEqualTo(upTo(COUNT));
            assertThat(from.losses.soFar()).as("seed %d", seed).isEmpty();
            assertThat(lines.size()).as("lines; seed %d", seed).isGreaterThan(5);
            awaitNothingPending(connection);
        }
    }

    private void awaitNothingPending(Connection connection) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (connection.pendingBytes() > 0) {
            assertThat(deadline - System.nanoTime()).as("seed %d", seed).isPositive();
            Thread.onSpinWait();
        }
    }

    /** T-2, T-7: acceptors end and others take their address; each envelope is received by one at most, or comes back. */
    @ParameterizedTest
    @EnumSource
    void whatOneDoesNotReceiveComesBackWhenAnotherHasTakenItsAddress(Kind kind) throws Exception {
        Random cuts = new Random(seed + 1);
        List<Peer> acceptors = new ArrayList<>();
        int[] connections = new int[COUNT]; // of each number, which one it was posted to
        try (Peer from = new Peer(kind, secret)) {
            Address first = replacement(kind, acceptors);
            try (Proxy proxy = new Proxy(kind, directory, first, () -> 300 + cuts.nextInt(250_000))) {
                Connection connection = from.transport.dial(proxy.address);
                int lost = 0;
                for (int i = 0; i < COUNT; i++) {
                    connections[i] = lost;
                    connection.post(Peer.message(i, payload()));
                    if (i % 500 == 250) {
                        proxy.target(replacement(kind, acceptors));
                    }
                    if (from.losses.soFar().size() > lost) {
                        lost = from.losses.soFar().size();
                        connection = from.transport.dial(proxy.address);
                    }
                }
                awaitAllAccountedFor(from, acceptors);
            }
            assertOnceEach(from, acceptors, connections);
        } finally {
            acceptors.forEach(Peer::close);
        }
    }

    /* The one before goes on for those that are on a line to it. */
    private Address replacement(Kind kind, List<Peer> acceptors) throws Exception {
        Peer next = new Peer(kind, secret);
        acceptors.add(next);
        return next.listen(directory("to" + acceptors.size()));
    }

    private static Set<Integer> accountedFor(Peer from, List<Peer> acceptors) {
        Set<Integer> all = new HashSet<>();
        acceptors.forEach(acceptor -> all.addAll(Peer.numbers(acceptor.received.soFar())));
        from.losses.soFar().forEach(loss -> all.addAll(Peer.numbers(loss.unsent())));
        return all;
    }

    private void awaitAllAccountedFor(Peer from, List<Peer> acceptors) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (accountedFor(from, acceptors).size() < COUNT) {
            assertThat(deadline - System.nanoTime()).as("seed %d", seed).isPositive();
            Thread.onSpinWait();
        }
    }

    /* What was on its way by a connection that is over may come after what the next one brought. */
    private void assertOnceEach(Peer from, List<Peer> acceptors, int[] connections) {
        List<Integer> received = new ArrayList<>();
        for (Peer acceptor : acceptors) {
            List<Integer> numbers = Peer.numbers(acceptor.received.soFar());
            numbers.stream()
                    .collect(Collectors.groupingBy(number -> connections[number]))
                    .forEach((connection, ofOne) ->
                            assertThat(ofOne).as("in order; seed %d", seed).isSorted());
            received.addAll(numbers);
        }
        assertThat(received).as("received; seed %d", seed).doesNotHaveDuplicates();
        List<Integer> back = new ArrayList<>();
        Set<Integer> unsent = new HashSet<>();
        for (Peer.Loss loss : from.losses.soFar()) {
            back.addAll(Peer.numbers(loss.unsent()));
            unsent.addAll(Peer.numbers(loss.whole().unsent()));
        }
        assertThat(back).as("came back; seed %d", seed).doesNotHaveDuplicates();
        assertThat(unsent).as("never sent, yet received; seed %d", seed).noneMatch(new HashSet<>(received)::contains);
        assertThat(from.losses.soFar().size()).as("losses; seed %d", seed).isPositive();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
