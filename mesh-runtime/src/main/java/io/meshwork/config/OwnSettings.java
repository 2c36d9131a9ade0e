package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a single process is to find in its environment, looked at before it is started (CF-1). */
public final class OwnSettings {

    private static final String WHERE = "of one process";

    private OwnSettings() {}

    /**
     * @param property to be given to it as {@code -Dmesh.…}; others than ours are passed over
     * @throws MeshException if it is none that a process can have for itself, or isn't understood
     */
    public static void requireProperty(String property, String value) {
        if (Keys.isOurs(property)) {
            require(Keys.named(property), property, value);
        }
    }

    /**
     * @param variable to be set as {@code MESH_…}; others than ours are passed over, and those that launchers set
     * @throws MeshException if it is none that a process can have for itself, or isn't understood
     */
    public static void requireVariable(String variable, String value) {
        if (Environment.isOurs(variable)) {
            require(Keys.setBy(variable), variable, value);
        }
    }

    private static void require(@Nullable Key key, String written, String value) {
        if (key == null) {
            throw Layers.unknown(written, new Setting(written, value, Layer.ENVIRONMENT, WHERE));
        }
        Setting setting = new Setting(key.name(), value, Layer.ENVIRONMENT, WHERE + ", " + written);
        if (key.reach() == Reach.RUN || key.reach() == Reach.CLIENT) {
            throw new MeshException("setting that a process can't have for itself: it holds for " + key.reach()
                    + ", set it in the test JVM, got: " + setting);
        }
        new Values(Map.of(key.name(), setting)).require(key);
    }
}
