package io.meshwork.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time of the machine since it was started, of all cores, in ticks.
 *
 * @param busy time that was worked
 * @param steal time that others on the same metal had
 */
public record Ticks(long busy, long steal) {

    public static Ticks now() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/stat")).get(0));
    }

    /** @param line {@code cpu user nice system idle iowait irq softirq steal …} */
    static Ticks parse(String line) {
        String[] words = line.trim().split("\\s+");
        long user = Long.parseLong(words[1]) + Long.parseLong(words[2]);
        long system = Long.parseLong(words[3]) + Long.parseLong(words[6]) + Long.parseLong(words[7]);
        return new Ticks(user + system, Long.parseLong(words[8]));
    }

    /** Of the time that was wanted since then, the share that was stolen, 0 to 1. */
    public double stealSince(Ticks before) {
        long stolen = steal - before.steal;
        long wanted = busy - before.busy + stolen;
        return wanted == 0 ? 0 : (double) stolen / wanted;
    }
}
