package io.meshwork.transport.link;

import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a link has still to send, for any thread to add to and the loop to write. */
final class Outgoing {

    private static final int WRITES_PER_TURN = 16;

    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>(); // guarded by this, like all below
    private final ArrayDeque<Flush> flushes = new ArrayDeque<>();
    private long added;
    private long written;
    private boolean over;

    /** @return false if nothing more goes out, and this neither */
    synchronized boolean add(byte[] bytes) {
        added++;
        if (over) {
            return false;
        }
        buffers.add(ByteBuffer.wrap(bytes));
        return true;
    }

    /** @return completed when all added so far is written, on the loop's thread or at once */
    synchronized CompletableFuture<@Nullable Void> flushed() {
        CompletableFuture<@Nullable Void> future = new CompletableFuture<>();
        if (written == added) {
            future.complete(null);
        } else if (over) {
            future.completeExceptionally(unsent());
        } else {
            flushes.add(new Flush(added, future));
        }
        return future;
    }

    /**
     * Writes what the channel takes, up to about 1 MiB.
     *
     * @return whether something is left
     */
    boolean writeTo(SocketChannel channel, LinkLoop loop) throws IOException {
        for (int i = 0; i < WRITES_PER_TURN; i++) {
            ByteBuffer gathered = loop.scratch();
            gather(gathered);
            if (!gathered.flip().hasRemaining()) {
                return false;
            }
            take(channel.write(gathered));
            if (gathered.hasRemaining()) {
                return true;
            }
        }
        return true;
    }

    private synchronized void gather(ByteBuffer into) {
        Iterator<ByteBuffer> next = buffers.iterator();
        while (into.hasRemaining() && next.hasNext()) {
            ByteBuffer from = next.next();
            int count = Math.min(from.remaining(), into.remaining());
            into.put(from.array(), from.position(), count);
        }
    }

    private void take(int count) {
        complete(remove(count));
    }

    private synchronized List<Flush> remove(int count) {
        int rest = count;
        for (ByteBuffer head = buffers.peek(); head != null && head.remaining() <= rest; head = buffers.peek()) {
            rest -= head.remaining();
            buffers.remove();
            written++;
        }
        ByteBuffer head = buffers.peek();
        if (head != null) {
            head.position(head.position() + rest);
        }
        List<Flush> done = new ArrayList<>(0);
        while (!flushes.isEmpty() && flushes.element().after <= written) {
            done.add(flushes.remove());
        }
        return done;
    }

    private static void complete(List<Flush> done) {
        for (int i = 0; i < done.size(); i++) {
            done.get(i).future.complete(null);
        }
    }

    /** Drops what is left; who waits for it is told so. */
    void end() {
        List<Flush> failed;
        synchronized (this) {
            over = true;
            buffers.clear();
            failed = new ArrayList<>(flushes);
            flushes.clear();
        }
        for (int i = 0; i < failed.size(); i++) {
            failed.get(i).future.completeExceptionally(unsent());
        }
    }

    private static MeshException unsent() {
        return new MeshException("link closed before all was sent");
    }

    /** Somebody waits until so many buffers are written. */
    private static final class Flush {

        final long after;
        final CompletableFuture<@Nullable Void> future;

        Flush(long after, CompletableFuture<@Nullable Void> future) {
            this.after = after;
            this.future = future;
        }
    }
}
