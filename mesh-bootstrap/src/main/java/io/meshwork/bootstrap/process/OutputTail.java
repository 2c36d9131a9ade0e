package io.meshwork.bootstrap.process;

import java.util.ArrayDeque;
import java.util.List;

/** The last lines of a process, of both streams in the order they came, blank ones left out. For any thread. */
final class OutputTail {

    private final int capacity;
    private final ArrayDeque<String> lines = new ArrayDeque<>(); // guarded by lines

    OutputTail(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("tail below 0 lines: lines=" + capacity);
        }
        this.capacity = capacity;
    }

    void add(String line) {
        if (line.isBlank()) {
            return;
        }
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > capacity) {
                lines.removeFirst();
            }
        }
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
