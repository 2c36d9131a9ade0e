package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was set, by name, and the forms in which it's written; a key that was not set has its standard. A value. */
final class Values {

    private static final String TIMES = "500ms, 2s or 1min";
    private static final double LONGEST_MILLIS = 365 * 24 * 3_600_000.0;

    private final Map<String, String> set;

    Values(Map<String, String> set) {
        this.set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    Map<String, String> set() {
        return set;
    }

    boolean isSet(Key key) {
        return set.containsKey(key.name());
    }

    /** Without the blanks around it. */
    String text(Key key) {
        String value = set.get(key.name());
        return value != null ? value.strip() : key.standard();
    }

    int integer(Key key) {
        return integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number");
    }

    int integer(Key key, long least, long most) {
        return integer(key, least, most, "a whole number, " + least + " to " + most);
    }

    private int integer(Key key, long least, long most, String accepted) {
        try {
            int number = Integer.parseInt(text(key));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of range
        }
        throw refused(key, accepted);
    }

    long bytes(Key key) {
        return bytes(key, 0, Long.MAX_VALUE);
    }

    long bytes(Key key, long least, long most) {
        String text = text(key);
        int digits = digits(text);
        int shift = switch (text.substring(digits).strip()) {
            case "" -> 0;
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> -1;
        };
        if (shift >= 0 && digits > 0 && digits <= 15) {
            long number = Long.parseLong(text.substring(0, digits));
            if (number <= Long.MAX_VALUE >> shift && number << shift >= least && number << shift <= most) {
                return number << shift;
            }
        }
        throw refused(
                key,
                "a whole number of bytes, or of KiB, MiB or GiB with that behind it; in bytes " + least + " to "
                        + most);
    }

    /** A time as it's written: {@link Keys#TIME_FACTOR} is not in it, but what it makes of the time is looked at. */
    long millis(Key key) {
        String text = text(key);
        int digits = digits(text);
        if (digits == 0 || digits > 9) {
            throw refused(key, TIMES);
        }
        long number = Long.parseLong(text.substring(0, digits));
        long millis = switch (text.substring(digits).strip()) {
            case "ms" -> number;
            case "s" -> number * 1_000;
            case "min" -> number * 60_000;
            default -> throw refused(key, TIMES);
        };
        double effective = millis * timeFactor();
        if (effective < 1 || effective > LONGEST_MILLIS) {
            throw refused(key, TIMES + "; 1ms to 365 days when multiplied by " + Keys.TIME_FACTOR.name());
        }
        return millis;
    }

    /* How many it begins with. */
    private static int digits(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        return digits;
    }

    double timeFactor() {
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

    String oneOf(Key key, String... accepted) {
        String value = text(key);
        for (String one : accepted) {
            if (one.equals(value)) {
                return value;
            }
        }
        throw refused(key, String.join(", ", accepted));
    }

    /** The words of a list with commas between them, without the blanks around each. */
    String[] words(Key key) {
        String[] words = text(key).split(",", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].strip();
        }
        return words;
    }

    MeshException refused(Key key, String accepted) {
        return new MeshException("setting not understood: accepted is " + accepted + ", got: " + shown(key));
    }

    /** For messages: {@code mesh.grace=2s (not set)}. */
    String describe(Key key) {
        return isSet(key) ? shown(key) : shown(key) + " (not set)";
    }

    private String shown(Key key) {
        return key.name() + "=" + text(key);
    }
}
