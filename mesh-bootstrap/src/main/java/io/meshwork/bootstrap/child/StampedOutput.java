package io.meshwork.bootstrap.child;

import io.meshwork.bootstrap.process.LineStamp;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The stdout and stderr of a child that prints to a file: both go there, each line with the time at which it was begun, each
 * of one stream alone. For any thread.
 */
final class StampedOutput {

    /*
     * When a line was printed is known here and nowhere else: whoever reads the file finds what was printed since it last
     * looked. Streams are buffered and flushed as the JDK's own, so that a println is one write.
     */
    private static final int MOST_AT_ONCE = 8 * 1024;

    private final OutputStream file;
    private final LineStamp stamp = new LineStamp(); // guarded by this
    private byte[] ready = new byte[1024]; // guarded by this
    private int length; // guarded by this
    private @Nullable Stream unended; // guarded by this; whose line has no end yet

    StampedOutput(OutputStream file) {
        this.file = file;
    }

    static void install() {
        StampedOutput output = new StampedOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(output.stream());
        System.setErr(output.stream());
    }

    PrintStream stream() {
        return new PrintStream(new BufferedOutputStream(new Stream(), MOST_AT_ONCE), true, StandardCharsets.UTF_8);
    }

    private synchronized void write(Stream from, byte[] bytes, int offset, int count) throws IOException {
        if (unended != null && unended != from) {
            put('\n');
            unended = null;
        }
        for (int at = offset; at < offset + count; at++) {
            if (unended == null) {
                putStamp();
                unended = from;
            }
            put(bytes[at]);
            if (bytes[at] == '\n') {
                unended = null;
            }
        }
        int written = length;
        length = 0;
        file.write(ready, 0, written);
    }

    private void put(int b) {
        ensure(1);
        ready[length++] = (byte) b;
    }

    private void putStamp() {
        ensure(LineStamp.LENGTH);
        stamp.writeNow(ready, length);
        length += LineStamp.LENGTH;
    }

    private void ensure(int more) {
        if (length + more > ready.length) {
            byte[] larger = new byte[2 * ready.length];
            System.arraycopy(ready, 0, larger, 0, length);
            ready = larger;
        }
    }

    private final class Stream extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            for (int done = 0; done < count; done += MOST_AT_ONCE) {
                StampedOutput.this.write(this, bytes, offset + done, Math.min(MOST_AT_ONCE, count - done));
            }
        }
    }
}
