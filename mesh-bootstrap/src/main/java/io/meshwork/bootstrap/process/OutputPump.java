package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one stream of a process to its end (P-2), each line into the tail and then to the sink. */
final class OutputPump implements Runnable {

    private static final int BUFFER_BYTES = 8 * 1024;

    private final long pid;
    private final OutputSink.Stream stream;
    private final InputStream in;
    private final OutputTail tail;
    private final OutputSink sink;
    private final CountDownLatch drained;
    private boolean sinkFailed;

    /** @param drained counted down once, at end of file */
    OutputPump(
            long pid,
            OutputSink.Stream stream,
            InputStream in,
            OutputTail tail,
            OutputSink sink,
            CountDownLatch drained) {
        this.pid = pid;
        this.stream = stream;
        this.in = in;
        this.tail = tail;
        this.sink = sink;
        this.drained = drained;
    }

    @Override
    public void run() {
        try {
            pump();
        } finally {
            drained.countDown();
        }
    }

    private void pump() {
        LineSplitter splitter = new LineSplitter(new Deliver());
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                splitter.feed(buffer, count);
            }
        } catch (IOException e) {
            log().warn("output of a process ended early: pid={} stream={}", pid, stream, e);
        }
        splitter.end();
    }

    private void deliver(String line) {
        tail.add(line);
        try {
            sink.line(pid, stream, line);
        } catch (RuntimeException | Error e) {
            logOnce(e);
        }
    }

    private void logOnce(Throwable thrown) {
        if (!sinkFailed) {
            sinkFailed = true;
            log().warn("output sink threw, lines may be missing: pid={} stream={}", pid, stream, thrown);
        }
    }

    /** No lambda: a host's procs wait for what it costs. */
    private final class Deliver implements Consumer<String> {
        @Override
        public void accept(String line) {
            deliver(line);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(OutputPump.class);
    }
}
