package io.meshwork.transport;

import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user this process acts as, read from {@code proc(5)}: the owner of {@code /proc/self}. */
public final class OwnUser {

    private static final Path SELF = Path.of("/proc/self");

    private OwnUser() {}

    /** @throws MeshException if the system doesn't tell */
    public static int uid() {
        try {
            return (Integer) Files.getAttribute(SELF, "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            throw new MeshException("cannot read the uid of this process: path=" + SELF, e);
        }
    }

    /**
     * The name, or the uid as text where the user has none.
     *
     * @throws MeshException if the system doesn't tell
     */
    public static String name() {
        try {
            return Files.getOwner(SELF).getName();
        } catch (IOException | UnsupportedOperationException e) {
            throw new MeshException("cannot read the user of this process: path=" + SELF, e);
        }
    }
}
