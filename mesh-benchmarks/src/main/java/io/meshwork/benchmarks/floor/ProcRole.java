package io.meshwork.benchmarks.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** Says hello to the one that was dialled, answers it, and ends when told or when it hangs up. */
final class ProcRole extends SimpleChannelInboundHandler<ByteBuf> {

    @Override
    public void channelActive(ChannelHandlerContext context) {
        NettyLoop.say(context.channel(), Word.HELLO);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (frame.readByte() == Word.ASK) {
            NettyLoop.say(context.channel(), Word.ANSWER);
        } else {
            System.exit(0);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        System.exit(1);
    }
}
