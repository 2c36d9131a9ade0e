package io.meshwork.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where it was measured.
 *
 * @param kernel its release
 * @param cpu model, as the kernel names it
 */
public record Machine(String kernel, String cpu, int cores, String jdk) {

    public static Machine thisOne() throws IOException {
        String kernel = Files.readString(Path.of("/proc/sys/kernel/osrelease")).trim();
        String jdk = System.getProperty("java.vm.name") + " " + Runtime.version();
        return new Machine(kernel, cpuModel(), Runtime.getRuntime().availableProcessors(), jdk);
    }

    /** Of the last minute. */
    public static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private static String cpuModel() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            if (line.startsWith("model name")) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return System.getProperty("os.arch");
    }
}
