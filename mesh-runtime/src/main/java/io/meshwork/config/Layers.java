package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings as they are collected: of each key the one of the highest layer, and within a layer the last (CF-2). */
final class Layers {

    private final Map<String, Setting> highest;
    private boolean changed;

    Layers(Map<String, Setting> before) {
        highest = new LinkedHashMap<>(before);
    }

    /**
     * @param name of a key; one of the tests' own is passed over
     * @throws MeshException if there is no such key, or it has no effect there
     */
    void add(String name, String value, Layer layer, String where) {
        Key key = Keys.named(name);
        Setting setting = new Setting(name, value, layer, where);
        if (key == null) {
            if (name.startsWith(Keys.OF_TESTS)) {
                return;
            }
            throw unknown(name, setting);
        }
        if (key.reach() == Reach.JVM && layer != Layer.ENVIRONMENT) {
            throw new MeshException(
                    "setting without effect there: it holds for a JVM from its beginning: accepted is -D" + name
                            + " or " + key.variable() + ", got: " + setting);
        }
        put(setting);
    }

    void put(Setting setting) {
        Setting before = highest.get(setting.name());
        if (before == null || before.layer().compareTo(setting.layer()) >= 0) {
            highest.put(setting.name(), setting);
            changed |= before == null || !before.value().equals(setting.value());
        }
    }

    /** @param written as it stands there: the name of a property or a variable */
    static MeshException unknown(String written, Setting setting) {
        return new MeshException("no such setting: the nearest is " + Nearest.to(written) + ", got: " + written + "="
                + setting.value() + " (" + setting.source() + ")");
    }

    /** Whether a value has changed since this was made. */
    boolean isChanged() {
        return changed;
    }

    Values values() {
        return new Values(highest);
    }
}
