package io.meshwork.bootstrap.budget;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * What processes need. A value.
 *
 * @param what they are, for people
 * @param processes how many
 * @param bytes all they may take: their heaps when full, and what a JVM takes beside
 */
public record Need(String what, int processes, long bytes) {

    /* Of a JVM with the standard collector and compiler of a child: code, classes, threads. */
    private static final long BESIDE_HEAP = 48 * Memory.MIB;
    private static final long STANDARD_HEAP = 128 * Memory.MIB; // as JavaCommand says
    private static final List<String> HEAP = List.of("-Xmx", "-XX:MaxHeapSize=");
    private static final String SHARE = "-XX:MaxRAMPercentage=";

    /** One process per rank of the extent. @param what one is: host or proc */
    public static Need of(String what, Extent extent, ProcOptions options) {
        long bytes = 0;
        for (int rank = 0; rank < extent.size(); rank++) {
            bytes += BESIDE_HEAP + heap(options.forRank(rank));
        }
        int size = extent.size();
        String shape = extent.isUnity() ? "" : " (" + extent + ")";
        return new Need(size + " " + what + (size == 1 ? "" : "s") + shape, size, bytes);
    }

    public Need and(Need other) {
        return new Need(what + " and " + other.what, processes + other.processes, bytes + other.bytes);
    }

    public boolean isWithin(Need other) {
        return processes <= other.processes && bytes <= other.bytes;
    }

    /* The last one holds. A program that is no JVM has none of ours. */
    private static long heap(ProcOptions options) {
        long heap = options.command().isEmpty() ? STANDARD_HEAP : 0;
        List<String> said = new ArrayList<>(options.jvmVariables());
        said.addAll(options.jvmArgs());
        for (String argument : said) {
            if (argument.startsWith(SHARE)) {
                long machine =
                        MachineMemory.now().map(MachineMemory::totalBytes).orElse(0L);
                heap = (long) (machine * share(argument.substring(SHARE.length())));
            }
            for (String start : HEAP) {
                heap = argument.startsWith(start) ? size(argument.substring(start.length()), heap) : heap;
            }
        }
        return heap;
    }

    /* What the JVM will refuse is not ours to refuse. */
    private static double share(String percentage) {
        try {
            return Double.parseDouble(percentage) / 100;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static long size(String text, long otherwise) {
        int shift = text.isEmpty() ? 0 : shift(Character.toLowerCase(text.charAt(text.length() - 1)));
        try {
            return Long.parseLong(text.substring(0, text.length() - (shift > 0 ? 1 : 0))) << shift;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static int shift(char unit) {
        return switch (unit) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            case 't' -> 40;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return what + " needed=" + Memory.text(bytes);
    }
}
