package io.meshwork.transport.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;

/** The only handler of its channel: leaves out what it doesn't override and passes nothing on. */
abstract class QuietHandler implements ChannelInboundHandler {

    @Override
    public void handlerAdded(ChannelHandlerContext context) {}

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {}

    @Override
    public void channelRegistered(ChannelHandlerContext context) {}

    @Override
    public void channelUnregistered(ChannelHandlerContext context) {}

    @Override
    public void channelActive(ChannelHandlerContext context) {}

    @Override
    public void channelInactive(ChannelHandlerContext context) {}

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {}

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {}

    @Override
    @SuppressWarnings("deprecation") // of the declaration in ChannelHandler, not of the one for inbound handlers
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(context, cause);
    }

    /** The channel, or a method of this handler, threw. */
    abstract void broken(ChannelHandlerContext context, Throwable cause);
}
