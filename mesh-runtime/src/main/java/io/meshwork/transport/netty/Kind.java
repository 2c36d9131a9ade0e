package io.meshwork.transport.netty;

/** What a {@link NettyTransport} runs over, and what waits for it. All speak to all others of the same sockets. */
public enum Kind {
    /** Unix domain sockets with epoll: the quickest, where {@link NettyTransport#epollAvailable()}. */
    UNIX_EPOLL,
    /** Unix domain sockets with the selectors of the JDK. */
    UNIX_NIO,
    /** TCP on the loopback address with epoll, where {@link NettyTransport#epollAvailable()}. */
    TCP_EPOLL,
    /** TCP on the loopback address with the selectors of the JDK. */
    TCP_NIO;

    public static Kind of(boolean unix, boolean epoll) {
        if (unix) {
            return epoll ? UNIX_EPOLL : UNIX_NIO;
        }
        return epoll ? TCP_EPOLL : TCP_NIO;
    }

    public boolean isUnix() {
        return this == UNIX_EPOLL || this == UNIX_NIO;
    }

    public boolean isEpoll() {
        return this == UNIX_EPOLL || this == TCP_EPOLL;
    }
}
