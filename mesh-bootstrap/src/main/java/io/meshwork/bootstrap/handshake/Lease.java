package io.meshwork.bootstrap.handshake;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A child's hold on its parent: the pipe on stdin, whose other end the parent alone holds. End of file means that the
 * parent is gone.
 *
 * <p>Read through a channel, which {@link #close()} frees: a JVM that ends while a thread is blocked in a read that can't
 * be freed waits 300 ms for it.
 */
public final class Lease implements AutoCloseable {

    /* A parent that is gone takes everything with it: the end of its pipe may be read a moment after the link's. */
    private static final Duration VERDICT = Duration.ofMillis(200);

    private final FileChannel stdin;
    private final CountDownLatch lost = new CountDownLatch(1);

    private Lease(FileChannel stdin) {
        this.stdin = stdin;
    }

    /** Of this process. */
    @SuppressWarnings("resource") // stdin is closed with the lease
    public static Lease ofThisProcess() {
        return new Lease(new FileInputStream(FileDescriptor.in).getChannel());
    }

    /** Of a part that is played in a process that has another one: it is not to be read. */
    public static Lease ofNobody() throws IOException {
        return new Lease(FileChannel.open(Path.of("/dev/null"), StandardOpenOption.READ));
    }

    /**
     * What the parent wrote before all else.
     *
     * @throws WireFormatException if it is no boot spec, or ends too early
     */
    public BootSpec readBootSpec() throws IOException {
        int length = new WireInput(read(BootSpec.LENGTH_BYTES)).readInt();
        if (length < 0 || length > BootSpec.MOST_BYTES) {
            throw new WireFormatException("not a boot spec: bytes=" + length + " limit=" + BootSpec.MOST_BYTES);
        }
        return BootSpec.parse(read(length));
    }

    /** Starts the thread that waits for the end of file, and calls this then: not if the lease was closed before. */
    public void watch(Runnable whenLost) {
        new Watcher(whenLost).start();
    }

    private void await(Runnable whenLost) {
        try {
            ByteBuffer nothing = ByteBuffer.allocateDirect(16);
            while (stdin.read(nothing) >= 0) {
                nothing.clear();
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            // a pipe that can't be read is as good as gone
        }
        lost.countDown();
        whenLost.run();
    }

    /**
     * For a thread that failed at something: if the parent is gone that is why, and what {@link #watch} was given ends this
     * process; then this never returns.
     */
    public void yieldIfLost() {
        try {
            while (lost.await(VERDICT.toMillis(), TimeUnit.MILLISECONDS)) {
                LockSupport.park(this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] read(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (stdin.read(buffer) < 0) {
                throw new WireFormatException(
                        "boot spec cut short: wantedBytes=" + bytes + " gotBytes=" + buffer.position());
            }
        }
        return buffer.array();
    }

    /** Ends the wait without calling anything. */
    @Override
    public void close() {
        try {
            stdin.close();
        } catch (IOException e) {
            // nothing is read from it any more
        }
    }

    private final class Watcher extends Thread {

        private final Runnable whenLost;

        Watcher(Runnable whenLost) {
            super("mesh-lease");
            setDaemon(true);
            this.whenLost = whenLost;
        }

        @Override
        public void run() {
            await(whenLost);
        }
    }
}
