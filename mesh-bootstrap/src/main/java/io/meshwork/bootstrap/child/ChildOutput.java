package io.meshwork.bootstrap.child;

import io.meshwork.bootstrap.process.OutputSink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a host's procs print, on the host's own stdout, each line with the pid it comes from; the test JVM reads that. */
final class ChildOutput implements OutputSink {

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void line(long pid, Stream stream, String text) {
        byte[] line = ("[" + pid + "] " + text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (out) {
                out.write(line);
            }
        } catch (IOException e) {
            // the test JVM has stopped reading: it is gone
        }
    }
}
