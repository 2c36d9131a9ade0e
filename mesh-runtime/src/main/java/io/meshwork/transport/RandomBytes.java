package io.meshwork.transport;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/**
 * Bytes that nobody can guess, straight from the kernel: see {@code random(4)}. The JDK has them from there too, but loads
 * its security providers first, which the first mesh of a test JVM would wait for.
 */
final class RandomBytes {

    private static final String KERNEL = "/dev/urandom";

    private RandomBytes() {}

    static byte[] fresh(int count) {
        byte[] bytes = new byte[count];
        try (InputStream kernel = new FileInputStream(KERNEL)) {
            if (kernel.readNBytes(bytes, 0, count) == count) {
                return bytes;
            }
        } catch (IOException e) {
            // a system without: the JDK knows what there is
        }
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
