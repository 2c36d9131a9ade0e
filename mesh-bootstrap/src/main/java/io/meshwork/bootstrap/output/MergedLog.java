package io.meshwork.bootstrap.output;

import io.meshwork.bootstrap.process.LineSplitter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** All lines of several processes in the order of time, those of one process in theirs. */
public final class MergedLog {

    private MergedLog() {}

    /**
     * Writes it: {@code 2026-11-26T10:52:06.123456Z [p0_2 (hosts 1, procs 0) 4711] text}. Keeps a line of each file in
     * memory, not more. Of files that are still written to, what is there now.
     *
     * @param to replaced if it exists
     */
    public static void write(List<OutputFile> files, Path to) throws IOException {
        PriorityQueue<Source> sources = new PriorityQueue<>(Comparator.comparing(Source::time));
        List<Source> opened = new ArrayList<>();
        try (BufferedWriter writer = Files.newBufferedWriter(to)) {
            for (OutputFile file : files) {
                Source source = new Source(file);
                opened.add(source);
                if (source.advance()) {
                    sources.add(source);
                }
            }
            for (Source first = sources.poll(); first != null; first = sources.poll()) {
                write(first.line(), writer);
                if (first.advance()) {
                    sources.add(first);
                }
            }
        } finally {
            for (Source source : opened) {
                source.close();
            }
        }
    }

    private static void write(Line line, Writer writer) throws IOException {
        writer.write(line.time());
        writer.write(" [");
        writer.write(line.process());
        writer.write("] ");
        writer.write(line.text());
        writer.write('\n');
    }

    /** A file, at one of its lines. */
    private static final class Source implements Closeable {

        private final FileInputStream in;
        private final byte[] buffer = new byte[8 * 1024];
        private final Deque<Line> ahead = new ArrayDeque<>();
        private final LineSplitter splitter;
        private @Nullable Line line;

        Source(OutputFile file) throws IOException {
            in = new FileInputStream(file.file().toFile());
            StampedLines lines = new StampedLines(file);
            splitter = new LineSplitter(text -> ahead.add(lines.take(text)));
        }

        /** @return whether there is one more */
        boolean advance() throws IOException {
            while (ahead.isEmpty()) {
                int count = in.read(buffer);
                if (count <= 0) {
                    splitter.end();
                    break;
                }
                splitter.feed(buffer, count);
            }
            line = ahead.poll();
            return line != null;
        }

        Line line() {
            Line at = line;
            if (at == null) {
                throw new IllegalStateException("at no line");
            }
            return at;
        }

        String time() {
            return line().time();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
