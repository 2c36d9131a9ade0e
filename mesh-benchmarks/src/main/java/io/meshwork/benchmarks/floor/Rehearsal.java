package io.meshwork.benchmarks.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.CountDownLatch;

/** An exchange of a process with itself, so that all that one needs is loaded and linked. */
final class Rehearsal {

    private final CountDownLatch answered = new CountDownLatch(1);

    private Rehearsal() {}

    static void run(NettyLoop loop, String path) throws InterruptedException {
        Rehearsal rehearsal = new Rehearsal();
        Channel server = loop.listen(path, rehearsal::asker);
        loop.dial(path, rehearsal::answerer);
        rehearsal.answered.await();
        server.close().sync();
    }

    private ChannelHandler asker() {
        return new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
                if (frame.readByte() == Word.HELLO) {
                    NettyLoop.say(context.channel(), Word.ASK);
                } else {
                    context.close();
                    answered.countDown();
                }
            }
        };
    }

    private ChannelHandler answerer() {
        return new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                NettyLoop.say(context.channel(), Word.HELLO);
            }

            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
                NettyLoop.say(context.channel(), Word.ANSWER);
            }
        };
    }
}
