package io.meshwork.id;

/** What a name of a mesh, proc or actor may look like. */
public final class Names {

    private static final int LONGEST = 63;

    private Names() {}

    /**
     * Refuses what would not survive the text form of an id.
     *
     * @return the name
     * @throws IllegalArgumentException unless it has 1 to 63 letters, digits, {@code _} or {@code -}
     */
    public static String require(String kind, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "not a name for this " + kind + ": 1 to 63 letters, digits, _ or -, got: '" + name + "'");
        }
        return name;
    }

    private static boolean isName(String name) {
        int length = name.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            boolean fits = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
