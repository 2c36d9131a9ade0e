package io.meshwork.transport.netty;

import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes notices to the process that dialled a line, on that line. What is posted on the event loop is on its way before
 * any later word of {@link Acks} (T-11). Lost with the line. For any thread.
 */
final class NoticeLine implements Sender {

    private final Channel channel;
    private final Queue<Envelope> posted = new ConcurrentLinkedQueue<>(); // so that they keep their order

    NoticeLine(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void post(Envelope notice) {
        posted.offer(notice);
        if (channel.eventLoop().inEventLoop()) {
            say();
            return;
        }
        try {
            channel.eventLoop().execute(this::say);
        } catch (RejectedExecutionException e) {
            posted.clear(); // the line is gone with its transport
        }
    }

    private void say() {
        for (Envelope next = posted.poll(); next != null; next = posted.poll()) {
            byte[] frame = NoticeFrame.framed(next);
            channel.writeAndFlush(Unpooled.wrappedBuffer(frame), channel.voidPromise());
        }
    }
}
