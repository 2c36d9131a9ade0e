package io.meshwork.transport.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Warnings;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LinkTest {

    private static final int SENDERS = 4;
    private static final int SENDS = 10_000;
    private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();
    private final LinkEnd parent = new LinkEnd();
    private final LinkEnd child = new LinkEnd();
    private LinkLoop parentLoop;
    private LinkLoop childLoop;
    private Path socket;

    @BeforeEach
    void startLoops() {
        parentLoop = LinkLoop.start("link-test-parent", MAX_BODY_BYTES, LinkLoop.PATIENCE);
        childLoop = LinkLoop.start("link-test-child", MAX_BODY_BYTES, LinkLoop.PATIENCE);
        socket = directory.resolve("c.s");
    }

    @AfterEach
    void leavesNeitherThreadNorSocket() {
        childLoop.close();
        parentLoop.close();
        assertThat(Threads.named("link-test")).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private static byte[] number(int number, int bytes) {
        WireOutput out = new WireOutput();
        out.writeInt(number);
        out.writeRaw(new byte[bytes], 0, bytes);
        return out.toByteArray();
    }

    private static void sendFromManyThreads(Link link) throws InterruptedException {
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int type = sender;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < SENDS / SENDERS; i++) {
                    link.send(type, number(i, 60));
                }
            });
            thread.start();
            senders.add(thread);
        }
        for (Thread sender : senders) {
            sender.join();
        }
    }

    private static void assertOrdered(List<LinkEnd.Event> events) {
        int[] next = new int[SENDERS];
        for (LinkEnd.Event event : events) {
            assertThat(new WireInput(event.body()).readInt()).isEqualTo(next[event.type()]++);
        }
        assertThat(next).containsOnly(SENDS / SENDERS);
    }

    /** LK-1 */
    @Test
    void keepsTheOrderOfEachSendingThreadBothWays() throws Exception {
        parentLoop.listen(socket, secret, parent);
        Link link = childLoop.dial(socket, secret, child);
        sendFromManyThreads(link);
        List<LinkEnd.Event> received = parent.events.await(SENDS);
        assertOrdered(received);

        sendFromManyThreads(received.get(0).link());
        assertOrdered(child.events.await(SENDS));
    }

    @Test
    void carriesLargeAndEmptyBodies() {
        long seed = System.nanoTime();
        byte[] large = new byte[5 * 1024 * 1024];
        new Random(seed).nextBytes(large);
        parentLoop.listen(socket, secret, parent);
        Link link = childLoop.dial(socket, secret, child);
        link.send(255, large);
        link.send(0, new byte[0]);
        link.send(1, new byte[] {7});

        List<LinkEnd.Event> events = parent.events.await(3);
        assertThat(events.get(0).type()).isEqualTo(255);
        assertThat(events.get(0).body()).as("seed %d", seed).isEqualTo(large);
        assertThat(events.get(1).body()).isEmpty();
        assertThat(events.get(2).body()).containsExactly(7);
    }

    @Test
    void manyLinksShareALoop() {
        parentLoop.listen(socket, secret, parent);
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Link link = childLoop.dial(socket, secret, child);
            link.send(i, new byte[0]);
            links.add(link);
        }

        List<LinkEnd.Event> events = parent.events.await(50);
        assertThat(events.stream().map(LinkEnd.Event::link).distinct()).hasSize(50);
        for (LinkEnd.Event event : events) {
            event.link().send(event.type(), new byte[0]);
        }
        for (LinkEnd.Event event : child.events.await(50)) {
            assertThat(event.link()).isSameAs(links.get(event.type()));
        }
    }

    @Test
    void aFrameMayBeAnsweredWhereItIsReceived() {
        LinkEvents echo = new LinkEvents() {
            @Override
            public void frame(Link link, int type, WireInput body) {
                WireOutput answer = new WireOutput();
                answer.writeInt(body.readInt() + 1);
                link.send(type, answer);
            }

            @Override
            public void closed(Link link, @Nullable String reason) {}
        };
        parentLoop.listen(socket, secret, echo);
        childLoop.dial(socket, secret, child).send(3, number(41, 0));

        assertThat(child.events.await(1).get(0).body()).isEqualTo(number(42, 0));
    }

    /** LK-1 */
    @Test
    void lastWordsOfAPeerAreHeardBeforeItsEnd() throws Exception {
        for (int i = 0; i < 50; i++) {
            LinkEnd bye = new LinkEnd();
            Path own = directory.resolve("bye");
            LinkListener listener = parentLoop.listen(own, secret, bye);
            Link link = childLoop.dial(own, secret, new LinkEnd());
            link.send(1, new byte[1000]);
            Link taken = bye.events.await(1).get(0).link();
            link.send(2, new byte[0]);
            link.flushed().get(20, TimeUnit.SECONDS);
            link.close();
            while (taken.isOpen()) {
                taken.send(9, new byte[100]); // nobody reads this
            }

            LinkEnd.Event closed = bye.awaitClosed();
            assertThat(closed.reason()).startsWith("closed by the other end");
            assertThat(bye.events.soFar().stream().map(LinkEnd.Event::type)).containsExactly(1, 2, LinkEnd.CLOSED);
            listener.close();
        }
    }

    @Test
    void closingHereIsAnEndWithoutReasonHereAndWithOneThere() {
        parentLoop.listen(socket, secret, parent);
        Link link = childLoop.dial(socket, secret, child);
        link.send(1, new byte[0]);
        parent.events.await(1);
        link.close();
        link.close();
        assertThat(link.isOpen()).isFalse();

        assertThat(child.awaitClosed().reason()).isNull();
        assertThat(parent.awaitClosed().reason()).isEqualTo("closed by the other end");
        childLoop.close();
        assertThat(child.events.soFar()).hasSize(1);
    }

    @Test
    void flushedFailsOnALinkThatEnds() {
        parentLoop.listen(socket, secret, parent);
        Link link = childLoop.dial(socket, secret, child);
        assertThat(link.flushed()).succeedsWithin(Duration.ofSeconds(20));
        link.close();
        child.awaitClosed();
        link.send(1, new byte[0]);

        assertThat(link.flushed())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(MeshException.class);
    }

    @Test
    void flushedWaitsForAPeerThatDoesNotRead() throws Exception {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        LinkEvents blocking = new LinkEvents() {
            @Override
            public void frame(Link link, int type, WireInput body) {
                goOn.join();
            }

            @Override
            public void closed(Link link, @Nullable String reason) {}
        };
        parentLoop.listen(socket, secret, blocking);
        Link link = childLoop.dial(socket, secret, child);
        link.send(1, new byte[0]);
        link.send(2, new byte[4 * 1024 * 1024]);
        CompletableFuture<Void> flushed = link.flushed();
        assertThat(flushed).isNotDone();
        goOn.complete(null);
        assertThat(flushed).succeedsWithin(Duration.ofSeconds(20));
    }

    /** LK-2 */
    @Test
    void aReceiverThatThrowsEndsItsLinkOnly() {
        try (Warnings warnings = new Warnings()) {
            parentLoop.listen(socket, secret, parent);
            Link good = childLoop.dial(socket, secret, new LinkEnd());
            Link bad = childLoop.dial(socket, secret, child);
            bad.send(LinkEnd.THROW, new byte[0]);
            bad.send(1, new byte[0]);

            assertThat(child.awaitClosed().reason()).startsWith("closed by the other end");
            assertThat(parent.awaitClosed().reason())
                    .contains("its receiver threw")
                    .contains("on purpose");
            assertThat(warnings.texts()).singleElement().asString().contains("closing its link");

            good.send(5, new byte[0]);
            assertThat(parent.events.await(3).stream().map(LinkEnd.Event::type))
                    .containsExactly(LinkEnd.THROW, LinkEnd.CLOSED, 5);
        }
    }

    /** LK-1 */
    @Test
    void closingFromACallbackIsTheLastThatIsHeard() {
        LinkEnd closing = new LinkEnd();
        LinkEvents events = new LinkEvents() {
            @Override
            public void frame(Link link, int type, WireInput body) {
                closing.frame(link, type, body);
                link.close();
            }

            @Override
            public void closed(Link link, @Nullable String reason) {
                closing.closed(link, reason);
            }
        };
        parentLoop.listen(socket, secret, events);
        Link link = childLoop.dial(socket, secret, child);
        for (int i = 0; i < 100; i++) {
            link.send(1, new byte[0]);
        }
        child.awaitClosed();
        parentLoop.close();
        assertThat(closing.events.soFar().stream().map(LinkEnd.Event::type)).containsExactly(1, LinkEnd.CLOSED);
    }

    @Test
    void closingTheLoopEndsAllItsLinks() {
        parentLoop.listen(socket, secret, parent);
        Link link = childLoop.dial(socket, secret, child);
        link.send(1, new byte[0]);
        parent.events.await(1);
        parentLoop.close();

        assertThat(parent.awaitClosed().reason()).isNull();
        assertThat(child.awaitClosed().reason()).isNotNull();
        assertThatThrownBy(() -> parentLoop.listen(socket, secret, parent)).isInstanceOf(MeshException.class);
        assertThatThrownBy(() -> parentLoop.dial(socket, secret, parent)).isInstanceOf(MeshException.class);
    }

    @Test
    void theLoopMayBeClosedFromACallback() {
        LinkEnd seen = new LinkEnd();
        LinkEvents events = new LinkEvents() {
            @Override
            public void frame(Link link, int type, WireInput body) {
                parentLoop.close();
            }

            @Override
            public void closed(Link link, @Nullable String reason) {
                seen.closed(link, reason);
            }
        };
        parentLoop.listen(socket, secret, events);
        childLoop.dial(socket, secret, child).send(1, new byte[0]);
        seen.awaitClosed();
        child.awaitClosed();
    }

    @Test
    void refusesToDialWhereNobodyListens() {
        assertThatThrownBy(() -> childLoop.dial(socket, secret, child))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("path=" + socket);
    }

    @Test
    void refusesToListenWhereAnotherDoes() {
        parentLoop.listen(socket, secret, parent);
        assertThatThrownBy(() -> parentLoop.listen(socket, secret, parent))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("path=" + socket);
        childLoop.dial(socket, secret, child).send(1, new byte[0]);
        parent.events.await(1);
    }

    @Test
    void aClosedListenerTakesNoMoreAndKeepsWhatItTook() {
        LinkListener listener = parentLoop.listen(socket, secret, parent);
        Link link = childLoop.dial(socket, secret, child);
        link.send(1, new byte[0]);
        parent.events.await(1);
        listener.close();

        assertThat(socket).doesNotExist();
        assertThatThrownBy(() -> childLoop.dial(socket, secret, child)).isInstanceOf(MeshException.class);
        link.send(2, new byte[0]);
        parent.events.await(2);
        parentLoop.listen(socket, secret, parent);
        listener.close();
        assertThat(socket).exists();
    }

    @Test
    void refusesAPathTooLongForTheKernel() {
        Path tooLong = Path.of("/tmp/" + "x".repeat(103));
        assertThatThrownBy(() -> parentLoop.listen(tooLong, secret, parent))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("bytes=108 limit=107");
        assertThatThrownBy(() -> childLoop.dial(tooLong, secret, child)).isInstanceOf(MeshException.class);
    }

    /** W-3 */
    @Test
    void refusesABodyTooLargeAndATypeOutOfRange() {
        parentLoop.listen(socket, secret, parent);
        Link link = childLoop.dial(socket, secret, child);

        assertThatThrownBy(() -> link.send(1, new byte[MAX_BODY_BYTES + 1]))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageContaining("limit=" + MAX_BODY_BYTES);
        assertThatThrownBy(() -> link.send(256, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        link.send(1, new byte[0]);
        parent.events.await(1);
    }
}
