package io.meshwork.conformance.processes;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a main of these tests tells the test that started it: a line each. */
public final class Printed {

    private Printed() {}

    @SuppressWarnings("resource") // stdout is not ours to close
    public static void line(String text) {
        try {
            new FileOutputStream(FileDescriptor.out).write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
