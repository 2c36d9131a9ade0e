package io.meshwork.bootstrap.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Bytes of UTF-8 in pieces of any size, out as lines. Bytes that aren't UTF-8 become U+FFFD. A line above {@link
 * #MAX_BYTES} is cut between two characters into several, all but the last marked with {@link #CUT}. For one thread.
 */
public final class LineSplitter {

    public static final int MAX_BYTES = 64 * 1024;
    public static final String CUT = " [line cut at 64 KiB, goes on in the next]";

    private final Consumer<String> lines;
    private byte[] line = new byte[256];
    private int length;

    public LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    public void feed(byte[] bytes, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                append(bytes, from, i - from);
                endLine();
                from = i + 1;
            }
        }
        append(bytes, from, count - from);
    }

    /** Ends the last line, if it had no line end. */
    public void end() {
        if (length > 0) {
            endLine();
        }
    }

    /**
     * Gives out what there is of a line that has no end yet, up to its last whole character; the rest of it is the next.
     *
     * @param wanted whether that piece is to be given out; else it stays
     */
    public void endPiece(Predicate<String> wanted) {
        int end = length > 0 ? endOfWholeCharacters() : 0;
        String piece = new String(line, 0, end, StandardCharsets.UTF_8);
        if (end > 0 && wanted.test(piece)) {
            System.arraycopy(line, end, line, 0, length - end);
            length -= end;
            lines.accept(piece);
        }
    }

    private void append(byte[] bytes, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end) {
            if (length == MAX_BYTES) {
                cut();
            }
            int fits = Math.min(end - at, MAX_BYTES - length);
            ensure(length + fits);
            System.arraycopy(bytes, at, line, length, fits);
            length += fits;
            at += fits;
        }
    }

    private void ensure(int size) {
        if (size > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_BYTES, Math.max(size, 2 * line.length)));
        }
    }

    private void endLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        lines.accept(new String(line, 0, end, StandardCharsets.UTF_8));
    }

    private void cut() {
        int end = endOfWholeCharacters();
        String text = new String(line, 0, end, StandardCharsets.UTF_8) + CUT;
        System.arraycopy(line, end, line, 0, length - end);
        length -= end;
        lines.accept(text);
    }

    private int endOfWholeCharacters() {
        int start = length - 1;
        while (start > length - 4 && (line[start] & 0xC0) == 0x80) {
            start--;
        }
        int lead = line[start] & 0xFF;
        int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return start + size > length ? start : length;
    }
}
