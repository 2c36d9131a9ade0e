package io.meshwork.bootstrap.output;

import io.meshwork.bootstrap.process.LineSplitter;
import io.meshwork.bootstrap.process.LineStamp;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads a file that grows. Not safe for threads. */
final class FollowedFile implements Closeable {

    private static final int BUFFER_BYTES = 8 * 1024;

    private final OutputFile file;
    private final FileInputStream in;
    private final StampedLines lines;
    private final Consumer<Line> to;
    private final LineSplitter splitter = new LineSplitter(this::deliver);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long read;
    private boolean hides;
    private long hidden;

    /** @param to gets each line */
    FollowedFile(OutputFile file, Consumer<Line> to) throws IOException {
        this.file = file;
        this.to = to;
        in = new FileInputStream(file.file().toFile()); // no channel: those are closed by an interrupt of who reads
        lines = new StampedLines(file);
    }

    /**
     * Reads what was there when this was called. Most calls find nothing, which takes one call of the system.
     *
     * @param pieces whether a line that has no end yet is given out too, as far as it is there
     */
    void read(boolean pieces, Allowance shown) throws IOException {
        int count = in.read(buffer);
        if (count > 0) {
            long end =
                    count < BUFFER_BYTES ? read + count : file.file().toFile().length();
            read(count, end, end - shown.take(end - read, System.nanoTime()));
            tellHidden();
        }
        if (pieces) {
            splitter.endPiece(piece -> !LineStamp.isAllOf(piece)); // one that is being written may be there in part
        }
    }

    /* Of what is too much, the end is shown. */
    private void read(int first, long end, long shownFrom) throws IOException {
        int count = first;
        while (count > 0) {
            hides = read + count <= shownFrom;
            read += count;
            splitter.feed(buffer, count);
            count = read < end ? in.read(buffer) : 0;
        }
        hides = false;
    }

    private void deliver(String text) {
        Line line = lines.take(text);
        if (hides) {
            hidden++;
        } else {
            tellHidden();
            to.accept(line);
        }
    }

    private void tellHidden() {
        if (hidden > 0) {
            to.accept(lines.take("[" + hidden + " lines came faster than they can be shown: see " + file.file() + "]"));
            hidden = 0;
        }
    }

    /** Gives out what there is left. */
    @Override
    public void close() throws IOException {
        splitter.end();
        in.close();
    }
}
