package io.meshwork.actor;

import io.meshwork.mailbox.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Marks an exception that leaves its process with where it comes from, and joins its stack with that of the one who called.
 * The mark is the first frame, and reads {@code at proc p0_2 (hosts 1, procs 0) pid 4711.actor(a0)}; that of the caller stands
 * between both stacks, and reads {@code at called by root on client pid 4242.thread(main)}.
 */
final class FarStack {

    private static final String PROC = "proc ";

    /* Where the harness calls code of the user's. What is below them says nothing to a user. */
    private static final List<String> CALLERS =
            List.of("io.meshwork.actor.HandlerTable$Bound", "io.meshwork.actor.Delivery$", "io.meshwork.proc.ProcCode");
    private static final String INNER = Calls.class.getName();

    private FarStack() {}

    /** The same exception; one that was marked in another process before keeps that mark too. */
    static Throwable marked(Throwable error, ActorContext cx) {
        StackTraceElement[] frames = error.getStackTrace();
        String place = PROC + cx.instance().id().proc().name() + " " + cx.point() + " pid "
                + cx.instance().process().pid();
        if (frames.length > 0 && frames[0].getClassName().equals(place)) {
            return error;
        }
        StackTraceElement[] marked = new StackTraceElement[frames.length + 1];
        marked[0] = new StackTraceElement(place, "actor", cx.instance().id().name(), -1);
        System.arraycopy(frames, 0, marked, 1, frames.length);
        error.setStackTrace(marked);
        return error;
    }

    /** Puts the caller's frames below those of what came from far, so that it reads in one piece; the same exception. */
    static Throwable joined(Throwable far, Instance caller, StackTraceElement[] here, String thread) {
        StackTraceElement[] frames = far.getStackTrace();
        if (frames.length == 0 || !frames[0].getClassName().startsWith(PROC)) {
            return far; // not from far
        }
        List<StackTraceElement> joined = new ArrayList<>(Arrays.asList(frames).subList(0, endOfUsers(frames)));
        String place = "called by " + caller.id().name() + " on "
                + caller.id().proc().name() + " pid " + caller.process().pid();
        joined.add(new StackTraceElement(place, "thread", thread, -1));
        joined.addAll(Arrays.asList(here));
        far.setStackTrace(joined.toArray(StackTraceElement[]::new));
        return far;
    }

    /** Those of the one who called, without the harness's inner ones. */
    static StackTraceElement[] caller(Throwable here) {
        StackTraceElement[] frames = here.getStackTrace();
        int first = 0;
        while (first < frames.length && frames[first].getClassName().startsWith(INNER)) {
            first++;
        }
        return Arrays.copyOfRange(frames, first, frames.length);
    }

    private static int endOfUsers(StackTraceElement[] frames) {
        int end = frames.length;
        for (int i = frames.length - 1; i > 0 && end == frames.length; i--) {
            if (isCaller(frames[i])) {
                end = i;
            }
        }
        while (end > 2 && (isCaller(frames[end - 1]) || isReflection(frames[end - 1]))) {
            end--;
        }
        return end;
    }

    private static boolean isCaller(StackTraceElement frame) {
        return CALLERS.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static boolean isReflection(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("jdk.internal.reflect.") || name.startsWith("java.lang.reflect.");
    }
}
