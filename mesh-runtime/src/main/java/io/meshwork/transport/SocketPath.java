package io.meshwork.transport;

import io.meshwork.failure.MeshException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the path of a Unix domain socket may look like; see {@code unix(7)}. */
public final class SocketPath {

    /** {@code sun_path} without the zero that ends it. */
    public static final int LONGEST_BYTES = 107;

    private SocketPath() {}

    /**
     * @return the path
     * @throws MeshException if the kernel would not take it
     */
    public static Path require(Path path) {
        int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_BYTES) {
            throw new MeshException("path of a socket too long: bytes=" + bytes + " limit=" + LONGEST_BYTES + " path="
                    + path + "; set -Dmesh.socket-dir or java.io.tmpdir to a shorter directory");
        }
        return path;
    }
}
