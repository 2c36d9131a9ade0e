package io.meshwork.bootstrap.child;

import java.lang.reflect.Method;

/**
 * SIGINT and SIGHUP go to all processes of a terminal at once. A child leaves them to the test JVM, whose end it hears by
 * its lease.
 */
final class IgnoredSignals {

    private IgnoredSignals() {}

    /* By reflection: javac can't be told to accept the class, which every JDK from 8 on has. */
    static void install() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignore = handler.getField("SIG_IGN").get(null);
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), ignore);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ignore);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // a JVM without it dies of Ctrl-C a moment before its lease ends it
        }
    }
}
