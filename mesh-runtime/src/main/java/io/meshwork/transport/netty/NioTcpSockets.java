package io.meshwork.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** TCP with the selectors of the JDK. */
final class NioTcpSockets implements Sockets {

    @Override
    public IoHandlerFactory ioHandlers() {
        return NioIoHandler.newFactory();
    }

    @Override
    public Channel newListener() {
        return new NioServerSocketChannel();
    }

    @Override
    public Channel newDialer() {
        return new NioSocketChannel();
    }
}
