package io.meshwork.junit;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the samples spawn: it counts, and misbehaves when asked to. */
final class Counter implements Actor {

    record Add(long amount) implements Message<Counter> {}

    record Total() implements Request<Counter, Long> {}

    record Fail(String why) implements Message<Counter> {}

    /** Never answered. */
    record Block() implements Request<Counter, Long> {}

    /** Starts a process that outlives this one, in a session of its own, and answers its pid. */
    record Leak() implements Request<Counter, Long> {}

    private long total;

    @Handler
    void add(Add add) {
        total += add.amount();
    }

    @Handler
    long total(Total ask) {
        return total;
    }

    @Handler
    void fail(Fail fail) {
        throw new IllegalStateException(fail.why());
    }

    @Handler
    long block(Block block) throws InterruptedException {
        new CountDownLatch(1).await();
        return total;
    }

    @Handler
    long leak(Leak leak) throws IOException {
        return new ProcessBuilder(List.of("setsid", "sleep", "300"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .pid();
    }
}
