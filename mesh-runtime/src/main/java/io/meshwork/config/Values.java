package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was set, by name; a key that was not set has its standard. A value. */
final class Values {

    private static final double LONGEST_MILLIS = 365 * 24 * 3_600_000.0;

    private final Map<String, Setting> set;

    Values(Map<String, Setting> set) {
        this.set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    Map<String, Setting> set() {
        return set;
    }

    boolean isSet(Key key) {
        return set.containsKey(key.name());
    }

    /** What was set, or the standard, with its source. */
    Setting setting(Key key) {
        Setting found = set.get(key.name());
        return found != null ? found : new Setting(key.name(), key.standard(), Layer.DEFAULT, "");
    }

    String text(Key key) {
        Setting found = set.get(key.name());
        return found != null ? found.value() : key.standard();
    }

    int integer(Key key) {
        return (int) within(key, Forms.number(text(key)));
    }

    long bytes(Key key) {
        return within(key, Forms.bytes(text(key)));
    }

    private long within(Key key, long number) {
        if (number < key.least() || number > key.most()) {
            throw refused(key, key.accepted());
        }
        return number;
    }

    /** A time as it's written: {@link Keys#TIME_FACTOR} is not in it, but what it makes of the time is looked at. */
    long millis(Key key) {
        long millis = Forms.millis(text(key));
        if (millis < 0) {
            throw refused(key, key.accepted());
        }
        double effective = millis * timeFactor();
        if (effective < 1 || effective > LONGEST_MILLIS) {
            throw refused(key, key.accepted() + "; 1ms to 365 days when multiplied by " + Keys.TIME_FACTOR.name());
        }
        return millis;
    }

    double timeFactor() {
        double factor = Forms.factor(text(Keys.TIME_FACTOR));
        if (factor < 0 || factor > Keys.TIME_FACTOR.most()) {
            throw refused(Keys.TIME_FACTOR, Keys.TIME_FACTOR.accepted());
        }
        return factor;
    }

    String oneOf(Key key, List<String> accepted) {
        String value = text(key);
        if (!accepted.contains(value)) {
            throw refused(key, String.join(", ", accepted));
        }
        return value;
    }

    /** @throws MeshException if it is not understood: names the setting, where it stands, and what is accepted */
    void require(Key key) {
        switch (key.type()) {
            case TIME -> millis(key);
            case BYTES -> requireBytes(key);
            case NUMBER -> requireNumber(key);
            case FACTOR -> timeFactor();
            case CHOICE -> oneOf(key, key.words());
            case LIST -> requireWords(key);
            case NAMES -> requireNames(key);
            case PATH -> requirePath(key);
        }
    }

    private void requireBytes(Key key) {
        if (isSet(key) || !key.standard().isEmpty()) {
            bytes(key);
        }
    }

    /* A word that is not understood must not turn into a net that is off. */
    private void requireWords(Key key) {
        String text = text(key);
        if (!text.equals("all") && !text.equals("none") && !key.words().containsAll(List.of(Forms.words(text)))) {
            throw refused(key, key.accepted());
        }
    }

    private void requireNumber(Key key) {
        if (isSet(key) || !key.standard().isEmpty()) {
            integer(key);
        }
    }

    private void requireNames(Key key) {
        for (String name : names(key)) {
            int star = name.indexOf('*');
            if (name.isEmpty() || name.indexOf('=') >= 0 || star >= 0 && star < name.length() - 1) {
                throw refused(key, key.accepted());
            }
        }
    }

    List<String> names(Key key) {
        String text = text(key);
        return text.isEmpty() ? List.of() : List.of(Forms.words(text));
    }

    private void requirePath(Key key) {
        if (isSet(key) && !isPath(text(key))) {
            throw refused(key, key.accepted());
        }
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private MeshException refused(Key key, String accepted) {
        return new MeshException("setting not understood: accepted is " + accepted + ", got: " + setting(key));
    }

    @Nullable
    Setting find(Key key) {
        return set.get(key.name());
    }
}
