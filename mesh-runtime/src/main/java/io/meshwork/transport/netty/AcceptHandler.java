package io.meshwork.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the connections of a listener. */
final class AcceptHandler extends QuietHandler implements Runnable {

    private static final long PAUSE_MILLIS = 100;

    private final NettyTransport transport;
    private final Channel listener;

    AcceptHandler(NettyTransport transport, Channel listener) {
        this.transport = transport;
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel accepted = (Channel) message;
        ReadSize reads = new ReadSize();
        accepted.config().setRecvByteBufAllocator(reads);
        accepted.pipeline().addLast(new ReceiveHandler(transport, accepted, reads));
        listener.eventLoop().register(accepted);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        transport.forget(listener);
    }

    /** Mostly no file descriptors left: goes on a little later rather than at once and again and again. */
    @Override
    void broken(ChannelHandlerContext context, Throwable cause) {
        log().warn(
                        "cannot take a connection, pausing: on={} pauseMillis={}",
                        listener.localAddress(),
                        PAUSE_MILLIS,
                        cause);
        listener.config().setAutoRead(false);
        listener.eventLoop().schedule(this, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        listener.config().setAutoRead(true);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(AcceptHandler.class);
    }
}
