package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The effective settings of a process. The test JVM reads its own from the keys of {@link Keys}; a child gets its
 * parent's. A value.
 */
public final class Config {

    private static final Set<String> NETS = Set.of("hook", "lease", "reaper", "sweep");

    private final Map<String, String> values;

    private Config(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** What system properties and environment of this JVM say; the property wins. */
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

    /** @param values what differs from the standard, by name, as {@link #values()} gave it */
    public static Config of(Map<String, String> values) {
        return new Config(new LinkedHashMap<>(values));
    }

    public Config with(Key key, String value) {
        return with(Map.of(key.name(), value));
    }

    /** Several at once, by name: what contradicts each other is looked for when all are there. */
    public Config with(Map<String, String> more) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.putAll(more);
        return checked(changed);
    }

    /** What was set, by name: what a parent hands down to its children. */
    public Map<String, String> values() {
        return values;
    }

    public String text(Key key) {
        String value = values.get(key.name());
        return value != null ? value : key.standard();
    }

    public int integer(Key key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException e) {
            throw refused(key, "a whole number");
        }
    }

    /** A time: {@code 2s}, {@code 500ms} or {@code 1min}, multiplied by {@link Keys#TIME_FACTOR}. */
    public Duration duration(Key key) {
        String text = text(key).trim();
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            throw refused(key, "500ms, 2s or 1min");
        }
        long number = Long.parseLong(text.substring(0, digits));
        long millis = switch (text.substring(digits).trim()) {
            case "ms" -> number;
            case "s" -> number * 1_000;
            case "min" -> number * 60_000;
            default -> throw refused(key, "500ms, 2s or 1min");
        };
        return Duration.ofMillis((long) (millis * timeFactor()));
    }

    /** @throws MeshException if it is none of the accepted ones */
    public String oneOf(Key key, String... accepted) {
        String value = text(key);
        for (String one : accepted) {
            if (one.equals(value)) {
                return value;
            }
        }
        throw refused(key, String.join(", ", accepted));
    }

    /** Whether the net is on: {@link Keys#NETS} is {@code all} or names it. Explicit shutdown is always on. */
    public boolean net(String name) {
        String nets = text(Keys.NETS);
        return nets.equals("all") || (',' + nets + ',').contains(',' + name + ',');
    }

    private double timeFactor() {
        try {
            double factor = Double.parseDouble(text(Keys.TIME_FACTOR));
            if (factor > 0 && factor <= 1_000) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of range
        }
        throw refused(Keys.TIME_FACTOR, "a number above 0, at most 1000");
    }

    private MeshException refused(Key key, String accepted) {
        return new MeshException(
                "setting not understood: accepted is " + accepted + ", got: " + key.name() + "=" + text(key));
    }

    /* A word that is not understood must not turn into a net that is off. */
    private void requireUnderstood() {
        duration(Keys.CALL_TIMEOUT);
        duration(Keys.ACTOR_STOP_TIMEOUT);
        integer(Keys.MAX_FRAME);
        integer(Keys.MAX_WORKERS);
        oneOf(Keys.TRANSPORT, "auto", "unix", "tcp");
        String nets = text(Keys.NETS);
        if (!nets.equals("all") && !nets.equals("none") && !NETS.containsAll(List.of(nets.split(",", -1)))) {
            throw refused(Keys.NETS, "all, none or a list of hook,lease,reaper,sweep");
        }
    }

    /* Inner bounds shorter than outer ones, so that the first cause is the one that is seen. */
    private static Config checked(Map<String, String> values) {
        Config config = new Config(values);
        config.requireUnderstood();
        Duration twoGraces = config.duration(Keys.GRACE).multipliedBy(2);
        config.requireOrder(Keys.GRACE, twoGraces, Keys.SHUTDOWN_TIMEOUT, "2 x ");
        config.requireOrder(Keys.READY_IDLE_TIMEOUT, config.duration(Keys.READY_IDLE_TIMEOUT), Keys.READY_TIMEOUT, "");
        return config;
    }

    private void requireOrder(Key inner, Duration innerBound, Key outer, String factor) {
        if (innerBound.compareTo(duration(outer)) > 0) {
            throw new MeshException("settings contradict each other: " + factor + inner.name() + " may not be above "
                    + outer.name() + ": " + inner.name() + "=" + text(inner) + " " + outer.name() + "=" + text(outer));
        }
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
