package io.meshwork.pressure;

/** A daemon that never waits for room. */
public final class ForwardingThread extends Thread implements Forwarding {

    public ForwardingThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }
}
