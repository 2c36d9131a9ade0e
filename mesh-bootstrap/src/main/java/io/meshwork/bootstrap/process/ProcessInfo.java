package io.meshwork.bootstrap.process;

import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process as it was when it was read from {@code /proc}.
 *
 * @param parentPid 0 for those started by the kernel; a process whose parent ended has another one
 * @param state as in {@code proc(5)}: R, S, D, T, Z, …
 * @param startTicks when it started, in 10 ms since the machine did; with the pid, who it is
 * @param commandLine for people, quoted and cut; {@code [name]} for those without one, as zombies are
 */
public record ProcessInfo(long pid, long parentPid, char state, long startTicks, String commandLine) {

    private static final long TICK_MILLIS = 10;

    /** A zombie is dead (P-4). */
    public boolean isDead() {
        return state == 'Z' || state == 'X';
    }

    /** Time since it started, up to now. */
    public Duration age() {
        return Duration.ofMillis(Math.max(0, uptimeMillis() - startTicks * TICK_MILLIS));
    }

    /**
     * Sends a signal, if this process still lives.
     *
     * @param signal as in {@code signal(7)}, 1 to 64
     * @return whether it was sent; false if the process is dead, or isn't ours to signal
     */
    public boolean signal(int signal) {
        return Signals.send(pid, startTicks, signal);
    }

    private static long uptimeMillis() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"));
            return (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1000);
        } catch (IOException e) {
            throw new MeshException("no uptime: file=/proc/uptime", e);
        }
    }
}
