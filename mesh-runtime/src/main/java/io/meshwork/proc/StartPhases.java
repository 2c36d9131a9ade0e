package io.meshwork.proc;

/**
 * How long each step of the start of a process took: none is negative, and together they are the whole (PS-3). Travels.
 *
 * @param forkNanos from the moment it was asked for until there was a process
 * @param jvmNanos until its main was entered
 * @param classesNanos until it said hello
 * @param helloNanos until that was heard by its parent
 * @param agentNanos until its proc was served, and its parent had heard of it
 */
public record StartPhases(long forkNanos, long jvmNanos, long classesNanos, long helloNanos, long agentNanos) {

    /**
     * Of instants by {@link System#nanoTime()}, which is one clock for all processes of a machine. One that lies before
     * the one before it, of a process that was there before it was asked for say, counts as that one; none lies behind
     * the last.
     */
    public static StartPhases between(long asked, long forked, long main, long said, long heard, long ready) {
        long last = Math.max(0, ready - asked);
        long first = within(forked - asked, 0, last);
        long second = within(main - asked, first, last);
        long third = within(said - asked, second, last);
        long fourth = within(heard - asked, third, last);
        return new StartPhases(first, second - first, third - second, fourth - third, last - fourth);
    }

    private static long within(long nanos, long least, long most) {
        return Math.min(Math.max(nanos, least), most);
    }

    /** The whole. */
    public long nanos() {
        return forkNanos + jvmNanos + classesNanos + helloNanos + agentNanos;
    }
}
