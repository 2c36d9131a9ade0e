package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The effective settings of a process. The test JVM reads its own from the keys of {@link Keys}; a child gets its
 * parent's. A value.
 */
public final class Config {

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Values values;
    private final Bounds bounds;

    private Config(Values values) {
        this.values = values;
        bounds = new Bounds(values);
    }

    /**
     * What system properties and environment of this JVM say; the property wins.
     *
     * @throws MeshException if a setting isn't understood, or two that were set contradict each other
     */
    public static Config ofThisJvm() {
        Properties properties = System.getProperties();
        Map<String, String> found = new LinkedHashMap<>();
        for (Key key : Keys.ALL) {
            String value = properties.getProperty(key.name());
            if (value == null) {
                value = System.getenv(key.variable());
            }
            if (value != null) {
                found.put(key.name(), value);
            }
        }
        return checked(found);
    }

    /** @param values what was set, by name, as {@link #values()} gave it: it has been checked before */
    public static Config of(Map<String, String> values) {
        return new Config(new Values(values));
    }

    /** @throws MeshException as {@link #ofThisJvm()} does */
    public Config with(Key key, String value) {
        return with(Map.of(key.name(), value));
    }

    /**
     * Several at once, by name: what contradicts each other is looked for when all are there.
     *
     * @throws MeshException as {@link #ofThisJvm()} does
     */
    public Config with(Map<String, String> more) {
        Map<String, String> changed = new LinkedHashMap<>(values.set());
        changed.putAll(more);
        return checked(changed);
    }

    private static Config checked(Map<String, String> set) {
        Values values = new Values(set);
        new Requirements(values).require();
        return new Config(values);
    }

    /** What was set, by name: what a parent hands down to its children. */
    public Map<String, String> values() {
        return values.set();
    }

    /** As it was set, without blanks around it, or the standard. */
    public String text(Key key) {
        return values.text(key);
    }

    public int integer(Key key) {
        return values.integer(key);
    }

    /** An amount, in bytes. */
    public long bytes(Key key) {
        return values.bytes(key);
    }

    /** Whether it says {@code true}. */
    public boolean flag(Key key) {
        return values.text(key).equals("true");
    }

    /**
     * The effective time: what was set, or the standard as it follows what was set ({@link Keys}), multiplied by {@link
     * Keys#TIME_FACTOR}. Above 0.
     */
    public Duration duration(Key key) {
        return Duration.ofNanos(Math.round(bounds.millis(key) * NANOS_PER_MILLI * values.timeFactor()));
    }

    /** @throws MeshException if it is none of the accepted ones */
    public String oneOf(Key key, String... accepted) {
        return values.oneOf(key, accepted);
    }

    /** Whether the net is on: {@link Keys#NETS} is {@code all} or names it. Explicit shutdown is always on. */
    public boolean net(String name) {
        for (String word : values.words(Keys.NETS)) {
            if (word.equals("all") || word.equals(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return values.set().toString();
    }
}
