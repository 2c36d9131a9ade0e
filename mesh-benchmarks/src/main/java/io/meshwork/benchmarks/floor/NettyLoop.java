package io.meshwork.benchmarks.floor;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/** Netty as one writes it: one epoll loop, bootstraps, a decoder of frames and a handler on each channel. */
final class NettyLoop {

    private static final int MOST_BYTES = 1 << 20;
    private static final long LONGEST_DIAL_NANOS = 10_000_000_000L;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

    /** Makes the handler of a channel. */
    interface Handlers {
        ChannelHandler next();
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {

        private final Handlers handlers;

        Pipeline(Handlers handlers) {
            this.handlers = handlers;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(new LengthFieldBasedFrameDecoder(MOST_BYTES, 0, Word.LENGTH_BYTES, 0, Word.LENGTH_BYTES))
                    .addLast(handlers.next());
        }
    }

    /** Returns when it listens. */
    Channel listen(String path, Handlers handlers) throws InterruptedException {
        return new ServerBootstrap()
                .group(loop)
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(new Pipeline(handlers))
                .bind(new DomainSocketAddress(path))
                .sync()
                .channel();
    }

    /** Each millisecond, until someone listens there. */
    void dial(String path, Handlers handlers) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + LONGEST_DIAL_NANOS;
        ChannelFuture dialled = dialOnce(path, handlers).await();
        while (!dialled.isSuccess()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(path, dialled.cause());
            }
            Thread.sleep(1);
            dialled = dialOnce(path, handlers).await();
        }
    }

    private ChannelFuture dialOnce(String path, Handlers handlers) {
        return new Bootstrap()
                .group(loop)
                .channel(EpollDomainSocketChannel.class)
                .handler(new Pipeline(handlers))
                .connect(new DomainSocketAddress(path));
    }

    static void say(Channel to, byte word) {
        ByteBuf frame = to.alloc().directBuffer(Word.FRAME_BYTES);
        to.writeAndFlush(frame.writeInt(1).writeByte(word));
    }
}
