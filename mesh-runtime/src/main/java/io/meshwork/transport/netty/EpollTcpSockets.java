package io.meshwork.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;

/** TCP with epoll. */
final class EpollTcpSockets implements Sockets {

    @Override
    public IoHandlerFactory ioHandlers() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public Channel newListener() {
        return new EpollServerSocketChannel();
    }

    @Override
    public Channel newDialer() {
        return new EpollSocketChannel();
    }
}
