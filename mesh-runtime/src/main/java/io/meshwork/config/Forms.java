package io.meshwork.config;

/** Reads the forms in which values are written. What is no such form is below 0. */
final class Forms {

    static final long NONE = -1;

    private Forms() {}

    /** {@code 500ms}, {@code 2s} or {@code 1min}, in milliseconds. */
    static long millis(String text) {
        int digits = digits(text);
        if (digits == 0 || digits > 9) {
            return NONE;
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).strip()) {
            case "ms" -> number;
            case "s" -> number * 1_000;
            case "min" -> number * 60_000;
            default -> NONE;
        };
    }

    /** {@code 1048576}, {@code 64KiB}, {@code 64MiB} or {@code 1GiB}, in bytes. */
    static long bytes(String text) {
        int digits = digits(text);
        int shift = switch (text.substring(digits).strip()) {
            case "" -> 0;
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> -1;
        };
        if (shift < 0 || digits == 0 || digits > 15) {
            return NONE;
        }
        long number = Long.parseLong(text.substring(0, digits));
        return number <= Long.MAX_VALUE >> shift ? number << shift : NONE;
    }

    /** A whole number, 0 or more. */
    static long number(String text) {
        int digits = digits(text);
        return digits > 0 && digits <= 15 && digits == text.length() ? Long.parseLong(text) : NONE;
    }

    /** A number above 0. */
    static double factor(String text) {
        try {
            double factor = Double.parseDouble(text);
            return factor > 0 ? factor : NONE; // not one that is none (NaN) either
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    /** The words of a list with commas between them, without the blanks around each. */
    static String[] words(String text) {
        String[] words = text.split(",", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].strip();
        }
        return words;
    }

    /** A time in the form a user writes. */
    static String time(long millis) {
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    /* How many it begins with. */
    private static int digits(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }
}
