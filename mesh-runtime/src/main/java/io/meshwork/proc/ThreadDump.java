package io.meshwork.proc;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;

/** What the threads of this JVM are at: state, stack and locks of each, as text. Loads the JDK's management classes. */
public final class ThreadDump {

    private ThreadDump() {}

    public static String ofThisJvm() {
        StringBuilder text = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            append(thread, text);
        }
        return text.toString();
    }

    private static void append(ThreadInfo thread, StringBuilder text) {
        text.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
        text.append(thread.isDaemon() ? " daemon" : "");
        LockInfo awaited = thread.getLockInfo();
        if (awaited != null) {
            text.append(" waits for ").append(awaited);
            String owner = thread.getLockOwnerName();
            text.append(owner != null ? " held by \"" + owner + "\"" : "");
        }
        StackTraceElement[] stack = thread.getStackTrace();
        for (int depth = 0; depth < stack.length; depth++) {
            text.append("\n\tat ").append(stack[depth]);
            for (MonitorInfo held : thread.getLockedMonitors()) {
                if (held.getLockedStackDepth() == depth) {
                    text.append("\n\t- holds ").append(held);
                }
            }
        }
        for (LockInfo held : thread.getLockedSynchronizers()) {
            text.append("\n\t- holds ").append(held);
        }
        text.append("\n\n");
    }
}
