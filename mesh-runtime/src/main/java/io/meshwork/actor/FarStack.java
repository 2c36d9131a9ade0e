package io.meshwork.actor;

/**
 * Marks an exception that leaves its process with where it comes from. It is the first frame of the stack, and reads
 * {@code at proc p0_2 (hosts 1, procs 0) pid 4711.actor(a0)}.
 */
final class FarStack {

    private static final String PROC = "proc ";

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
}
