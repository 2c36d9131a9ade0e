package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/** The last lines of a process, of both streams in the order they came, blank ones left out. For any thread. */
public final class OutputTail {

    private static final int MOST_FILE_BYTES = 1024 * 1024;

    private final int capacity;
    private final ArrayDeque<String> lines = new ArrayDeque<>(); // guarded by lines

    OutputTail(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("tail below 0 lines: lines=" + capacity);
        }
        this.capacity = capacity;
    }

    /** The same of a file that a process prints to, without the times that its lines begin with; empty if there is none. */
    public static List<String> of(Path file, int lines) {
        OutputTail tail = new OutputTail(lines);
        LineSplitter splitter = new LineSplitter(line -> tail.add(LineStamp.without(line)));
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - MOST_FILE_BYTES);
            in.seek(from);
            byte[] end = new byte[(int) (in.length() - from)];
            in.readFully(end);
            int start = from == 0 ? 0 : afterFirstLine(end);
            splitter.feed(start == 0 ? end : Arrays.copyOfRange(end, start, end.length), end.length - start);
            splitter.end();
        } catch (IOException e) {
            return List.of(); // it was never made, or is gone with the directory
        }
        return tail.lines();
    }

    private static int afterFirstLine(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
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
