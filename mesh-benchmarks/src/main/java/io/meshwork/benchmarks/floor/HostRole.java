package io.meshwork.benchmarks.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.jspecify.annotations.Nullable;

/** Stands between parent and proc: what one says it hands to the other. All on one event loop. */
final class HostRole {

    private @Nullable Channel parent;
    private @Nullable Channel proc;
    private boolean procSaidHello;

    ChannelHandler towardsParent() {
        return new Towards(true);
    }

    ChannelHandler towardsProc() {
        return new Towards(false);
    }

    private final class Towards extends SimpleChannelInboundHandler<ByteBuf> {

        private final boolean isParent;

        Towards(boolean isParent) {
            this.isParent = isParent;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (isParent) {
                parent = context.channel();
                NettyLoop.say(context.channel(), Word.HELLO);
                tellOfProc();
            } else {
                proc = context.channel();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            byte word = frame.readByte();
            Channel other = isParent ? proc : parent;
            if (word == Word.HELLO) {
                procSaidHello = true;
                tellOfProc();
            } else if (other != null) {
                NettyLoop.say(other, word);
            }
        }

        /* After the proc: a JVM whose child lives takes its time to end. */
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            Channel other = proc;
            if (isParent && other != null && other.isActive()) {
                NettyLoop.say(other, Word.QUIT);
            } else {
                System.exit(0);
            }
        }
    }

    private void tellOfProc() {
        Channel to = parent;
        if (procSaidHello && to != null) {
            NettyLoop.say(to, Word.PROC_HELLO);
        }
    }
}
