package io.meshwork.host;

import java.time.Duration;

/**
 * A process that was left behind: it is none of the harness's own and outlived what started it. Travels.
 *
 * @param parentPid of its parent now; 1 when that has ended
 * @param age since it was started
 * @param commandLine for people, quoted and cut
 * @param chain the run and the launch ids of those it descends from, as its environment says; empty if that was cleared
 * @param why how it was found and what became of it, for people
 */
public record Leftover(long pid, long parentPid, Duration age, String commandLine, String chain, String why) {

    /** One line for people. */
    @Override
    public String toString() {
        return "pid=" + pid + " ppid=" + parentPid + " ageMillis=" + age.toMillis() + " launchIds="
                + (chain.isEmpty() ? "none" : chain) + " command=" + commandLine + " (" + why + ")";
    }
}
