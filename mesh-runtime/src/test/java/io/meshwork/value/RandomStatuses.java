package io.meshwork.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Random statuses and overlays, and an overlay's meaning as a map from rank to status. */
final class RandomStatuses {

    /** Each case in its order, two of each that carries data. */
    static final List<Status> ALL = List.of(
            new Status.NotExist(),
            new Status.Initializing(),
            new Status.Running(),
            new Status.Stopping(),
            new Status.Stopped(),
            new Status.Failed("one"),
            new Status.Failed("two"),
            new Status.Timeout(Duration.ofSeconds(10)),
            new Status.Timeout(Duration.ofMillis(250)));

    private RandomStatuses() {}

    static Status status(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** Runs of 1 to 3 ranks, some side by side, below the given size. */
    static StatusOverlay overlay(int size, Random random) {
        List<ValueRun<Status>> runs = new ArrayList<>();
        int rank = random.nextInt(4);
        while (rank < size) {
            int count = Math.min(1 + random.nextInt(3), size - rank);
            runs.add(new ValueRun<>(rank, count, status(random)));
            rank += count + random.nextInt(3);
        }
        return new StatusOverlay(new ValueOverlay<>(runs));
    }

    static SortedMap<Integer, Status> byRank(StatusOverlay overlay) {
        SortedMap<Integer, Status> statuses = new TreeMap<>();
        for (ValueRun<Status> run : overlay.runs()) {
            for (int rank = run.firstRank(); rank < run.firstRank() + run.count(); rank++) {
                statuses.put(rank, run.value());
            }
        }
        return statuses;
    }

    /** The overlay of single ranks. */
    static StatusOverlay overlay(Map<Integer, Status> byRank) {
        List<ValueRun<Status>> runs = new ArrayList<>();
        new TreeMap<>(byRank).forEach((rank, status) -> runs.add(new ValueRun<>(rank, 1, status)));
        return new StatusOverlay(new ValueOverlay<>(runs));
    }
}
