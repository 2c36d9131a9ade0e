package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The effective settings of a process, each with where it comes from. The test JVM collects its own from the layers that
 * {@link Layer} names; a child has what its parent hands down, and what it finds in its own environment. A value, but for
 * {@link #debugged}.
 */
public final class Config {

    private static final double NANOS_PER_MILLI = 1_000_000;
    /* So long is as good as for ever, and what bounds each other still does. */
    private static final double TIMES_UNDER_DEBUGGER = 1_000_000;
    private static final double LONGEST_NANOS = 10 * 365 * 24 * 3_600 * 1e9;

    private final Values values;
    private final Bounds bounds;
    private final TimeOuts timeOuts;

    private Config(Values values) {
        this(values, new TimeOuts());
    }

    private Config(Values values, TimeOuts timeOuts) {
        this.values = values;
        this.timeOuts = timeOuts;
        bounds = new Bounds(values);
    }

    /**
     * What environment and file of this JVM say.
     *
     * @throws MeshException if a setting isn't there or isn't understood, or two that were set contradict each other
     */
    public static Config ofThisJvm() {
        return of(Environment.ofThisJvm(), Thread.currentThread().getContextClassLoader());
    }

    /** What a property or variable of this JVM says, and that alone; not checked. */
    public static @Nullable String inEnvironment(Key key) {
        return Environment.ofThisJvm().value(key);
    }

    static Config of(Environment environment, @Nullable ClassLoader loader) {
        Layers layers = new Layers(Map.of());
        SettingsFile.addTo(layers, environment, loader);
        environment.addTo(layers);
        return checked(layers);
    }

    /**
     * These alone, by name, as a test's own; nothing else is looked at.
     *
     * @throws MeshException as {@link #ofThisJvm()} does
     */
    public static Config of(Map<String, String> values) {
        return new Config(new Values(Map.of())).with(values);
    }

    /** Those of another process, as it gave them. */
    public static Config of(Settings settings) {
        return new Config(valuesOf(settings));
    }

    /**
     * Those of a child: what its parent handed down, but what stands in its own environment wins over all but a test's own
     * (CF-3).
     *
     * @throws MeshException as {@link #ofThisJvm()} does
     */
    public static Config ofChild(Settings handedDown) {
        return ofChild(handedDown, Environment.ofThisJvm());
    }

    /* Its parent has checked what it handed down, so there is something to check only where the environment differs. */
    static Config ofChild(Settings handedDown, Environment environment) {
        Layers layers = new Layers(valuesOf(handedDown).set());
        environment.addOwnTo(layers);
        return layers.isChanged() ? checked(layers) : new Config(layers.values());
    }

    private static Values valuesOf(Settings settings) {
        Map<String, Setting> set = new LinkedHashMap<>();
        for (Setting setting : settings.all()) {
            set.put(setting.name(), setting);
        }
        return new Values(set);
    }

    /** @throws MeshException as {@link #ofThisJvm()} does */
    public Config with(Key key, String value) {
        return with(Map.of(key.name(), value));
    }

    /**
     * A test's own, by name, which win over everything, also in the children. Several at once: what contradicts each other
     * is looked for when all are there.
     *
     * @throws MeshException as {@link #ofThisJvm()} does
     */
    public Config with(Map<String, String> more) {
        return with(more, Layer.OVERRIDE, "Config.with");
    }

    /**
     * What a program would have, by name; the environment has the last word.
     *
     * @throws MeshException as {@link #ofThisJvm()} does
     */
    public Config withRuntime(Map<String, String> more) {
        return with(more, Layer.RUNTIME, "Config.withRuntime");
    }

    /**
     * Each in its own layer: what a file says, say. What is of the same layer and came before gives way.
     *
     * @throws MeshException as {@link #ofThisJvm()} does
     */
    public Config with(Settings more) {
        Layers layers = new Layers(values.set());
        for (Setting one : more.all()) {
            layers.add(one.name(), one.value(), one.layer(), one.where());
        }
        return new Config(checked(layers).values, timeOuts);
    }

    private Config with(Map<String, String> more, Layer layer, String where) {
        List<Setting> settings = new ArrayList<>();
        for (Map.Entry<String, String> one : more.entrySet()) {
            settings.add(new Setting(one.getKey(), one.getValue(), layer, where));
        }
        return with(new Settings(settings));
    }

    private static Config checked(Layers layers) {
        Values values = layers.values();
        for (Key key : Keys.ALL) {
            values.require(key);
        }
        new Bounds(values).require();
        return new Config(values);
    }

    /** What a value such as {@code auto} stands for in this run; where it comes from stays. */
    public Config settled(Key key, String value) {
        Setting before = values.setting(key);
        String where = (before.where().isEmpty() ? "" : before.where() + ", ") + "for " + before.value();
        Map<String, Setting> changed = new LinkedHashMap<>(values.set());
        changed.put(key.name(), new Setting(key.name(), value, before.layer(), where));
        return new Config(new Values(changed), timeOuts);
    }

    /** What was set, by name. */
    public Map<String, String> values() {
        Map<String, String> set = new LinkedHashMap<>();
        for (Setting setting : values.set().values()) {
            set.put(setting.name(), setting.value());
        }
        return set;
    }

    /** What was set here, as another process can read it. */
    public Settings settings() {
        Map<String, Setting> set = new LinkedHashMap<>(values.set());
        if (isDebugged()) {
            set.put(Keys.DEBUGGER.name(), effective(Keys.DEBUGGER));
        }
        return new Settings(new ArrayList<>(set.values()));
    }

    /** What a child is told: a test's own as such, the rest as what was pushed, and nothing that is this process's alone. */
    public Settings handedDown() {
        List<Setting> handed = new ArrayList<>();
        for (Setting setting : settings().all()) {
            Key key = Keys.named(setting.name());
            if (key != null && (key.reach() == Reach.PROCESS || key.reach() == Reach.RUN)) {
                Layer layer = setting.layer() == Layer.OVERRIDE ? Layer.OVERRIDE : Layer.PUSHED;
                handed.add(new Setting(setting.name(), setting.value(), layer, setting.where()));
            }
        }
        return new Settings(handed);
    }

    /** As it was set, without blanks around it, or the standard. */
    public String text(Key key) {
        return values.text(key);
    }

    public int integer(Key key) {
        return values.integer(key);
    }

    /** Empty where it is not set and has no standard. */
    public OptionalInt number(Key key) {
        return values.text(key).isEmpty() ? OptionalInt.empty() : OptionalInt.of(values.integer(key));
    }

    /** A list, in the order in which it was written. */
    public List<String> names(Key key) {
        return values.names(key);
    }

    /** An amount, in bytes; empty where it is not set and has no standard. */
    public OptionalLong amount(Key key) {
        return values.text(key).isEmpty() ? OptionalLong.empty() : OptionalLong.of(values.bytes(key));
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
     * Keys#TIME_FACTOR}. Above 0. As good as for ever where a debugger may hold up who is waited for.
     */
    public Duration duration(Key key) {
        double nanos = nanos(key);
        return Duration.ofNanos(
                Math.round(isDebugged() ? Math.min(nanos * TIMES_UNDER_DEBUGGER, LONGEST_NANOS) : nanos));
    }

    /** The same, but short under a debugger too: for processes that are gone, or have said that they go. */
    public Duration durationOfAnEnd(Key key) {
        return Duration.ofNanos(Math.round(nanos(key)));
    }

    /** A time that no key sets, multiplied by {@link Keys#TIME_FACTOR}. */
    public Duration scaled(Duration time) {
        return Duration.ofNanos(Math.round(time.toNanos() * values.timeFactor()));
    }

    private double nanos(Key key) {
        return bounds.millis(key) * NANOS_PER_MILLI * values.timeFactor();
    }

    /** Whether a debugger may hold processes up: as was set, or became known. */
    public boolean isDebugged() {
        String set = values.text(Keys.DEBUGGER);
        return set.equals("auto") ? timeOuts.off() != null : set.equals("true");
    }

    /**
     * It became known of a debugger: unless {@link Keys#DEBUGGER} says otherwise, no time-out comes from now on, by this
     * config or what was made of it.
     *
     * @param where it is, for people
     */
    public void debugged(String where) {
        if (timeOuts.off() == null && values.text(Keys.DEBUGGER).equals("auto")) {
            timeOuts.off(where);
            LoggerFactory.getLogger(Config.class)
                    .info("time-outs are off, as there is a debugger: {}", effective(Keys.DEBUGGER));
        }
    }

    /** @throws MeshException if it is none of the accepted ones */
    public String oneOf(Key key, String... accepted) {
        return values.oneOf(key, List.of(accepted));
    }

    /** Whether the net is on: {@link Keys#NETS} is {@code all} or names it. Explicit shutdown is always on. */
    public boolean net(String name) {
        for (String word : Forms.words(values.text(Keys.NETS))) {
            if (word.equals("all") || word.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value that holds in this process, in the form a user writes, and where it comes from. Times are not multiplied
     * by {@link Keys#TIME_FACTOR}, which has a value of its own, nor are they off under a debugger.
     */
    public Setting effective(Key key) {
        Setting off = timeOuts.off();
        return key.equals(Keys.DEBUGGER) && off != null ? off : bounds.effective(key);
    }

    /** {@link #effective} of every key, a line each, for people. */
    public String report() {
        StringBuilder text = new StringBuilder();
        for (Key key : Keys.ALL) {
            text.append(effective(key)).append('\n');
        }
        return text.toString();
    }

    /** What was set and where. */
    @Override
    public String toString() {
        return "Config" + values.set().values();
    }
}
