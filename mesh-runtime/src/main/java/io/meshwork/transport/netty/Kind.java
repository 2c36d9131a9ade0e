package io.meshwork.transport.netty;

/** What a {@link NettyTransport} runs over. */
public enum Kind {
    /** Unix domain sockets with epoll: the quickest, where {@link NettyTransport#unixAvailable()}. */
    UNIX,
    /** TCP on the loopback address, for where epoll is not. */
    TCP
}
