package io.meshwork.config;

import java.util.List;

/**
 * A setting there is: {@code -Dmesh.grace=2s}, or {@code MESH_GRACE=2s} in the environment. All that is known of it stands
 * in {@link Keys}; how it's read, refused and documented follows from that.
 */
public final class Key {

    enum Type {
        TIME,
        BYTES,
        NUMBER,
        FACTOR,
        CHOICE,
        LIST,
        /** Any, given by the user. */
        NAMES,
        PATH
    }

    private final String name;
    private final Type type;
    private final String standard;
    private final Reach reach;
    private final long least;
    private final long most;
    private final List<String> words;
    private final String meaning;

    /**
     * @param least what a number has to be at the least, in bytes where it's an amount of them
     * @param words the accepted ones; of a path, what it has to lead to
     */
    Key(
            String name,
            Type type,
            String standard,
            Reach reach,
            long least,
            long most,
            List<String> words,
            String meaning) {
        this.name = name;
        this.type = type;
        this.standard = standard;
        this.reach = reach;
        this.least = least;
        this.most = most;
        this.words = words;
        this.meaning = meaning;
    }

    /** With its {@code mesh.} in front. */
    public String name() {
        return name;
    }

    /** The value where nobody sets one, in the form a user writes; empty where there is none. */
    public String standard() {
        return standard;
    }

    public Reach reach() {
        return reach;
    }

    /** What it does, in one line for people. */
    public String meaning() {
        return meaning;
    }

    /** The forms in which it may be written, and its range. */
    public String accepted() {
        return switch (type) {
            case TIME -> "500ms, 2s or 1min";
            case BYTES -> "a whole number of bytes, 64KiB, 64MiB or 1GiB; " + least + " to " + most + " bytes";
            case NUMBER -> "a whole number, " + least + " to " + most;
            case FACTOR -> "a number above 0, at most " + most;
            case CHOICE -> String.join(", ", words);
            case LIST -> "all, none or a list of " + String.join(",", words);
            case NAMES -> "names with commas between them; one that ends in * is all that begin so";
            case PATH -> "the path of " + words.get(0);
        };
    }

    /** The name of the environment variable that sets it: {@code mesh.call-timeout} is {@code MESH_CALL_TIMEOUT}. */
    public String variable() {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            text.append(inVariable(name.charAt(i)));
        }
        return text.toString();
    }

    boolean isSetBy(String variable) {
        if (variable.length() != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (variable.charAt(i) != inVariable(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char inVariable(char c) {
        return c == '.' || c == '-' ? '_' : Character.toUpperCase(c);
    }

    Type type() {
        return type;
    }

    long least() {
        return least;
    }

    long most() {
        return most;
    }

    List<String> words() {
        return words;
    }

    @Override
    public String toString() {
        return name;
    }
}
