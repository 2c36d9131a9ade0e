package io.meshwork.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final int SENDERS = 4;
    private static final int ITEMS = 20_000;

    private final Workers workers = new Workers("mailbox-test", 64);

    private record Item(int sender, int number) {}

    @AfterEach
    void close() {
        workers.close();
    }

    /** MB-1 and MB-2: the taker's plain fields need no lock. */
    @Test
    void eachSendersItemsComeInOrderAndOneAtATime() throws InterruptedException {
        int[] last = new int[SENDERS];
        int[] taken = new int[1];
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(SENDERS * ITEMS);
        Mailbox<Item> mailbox = new Mailbox<>(workers, item -> {
            if (inside.incrementAndGet() != 1 || item.number() != ++last[item.sender()]) {
                wrong.incrementAndGet();
            }
            taken[0]++;
            inside.decrementAndGet();
            done.countDown();
        });

        List<Thread> threads = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int of = sender;
            threads.add(new Thread(() -> {
                for (int number = 1; number <= ITEMS; number++) {
                    mailbox.offer(new Item(of, number));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
        assertThat(taken[0]).isEqualTo(SENDERS * ITEMS);
        assertThat(mailbox.size()).isZero();
    }

    /** MB-3: more handlers block than there are cores, and another one still gets its turn. */
    @Test
    void handlersThatBlockHoldUpNoOther() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            new Mailbox<String>(workers, item -> await(gate)).offer("blocks");
        }

        new Mailbox<String>(workers, item -> other.countDown()).offer("goes on");

        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        gate.countDown();
    }

    @Test
    void aTakerThatThrowsLosesNoOtherItem() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        Mailbox<Integer> mailbox = new Mailbox<>(task -> workers.execute(() -> quietly(task)), item -> {
            if (item == 1) {
                throw new IllegalStateException("first");
            }
            second.countDown();
        });

        mailbox.offer(1);
        mailbox.offer(2);

        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("first");
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
