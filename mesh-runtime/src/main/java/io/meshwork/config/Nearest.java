package io.meshwork.config;

/** What somebody may have meant who wrote a name that is none. */
final class Nearest {

    private Nearest() {}

    /** The name it takes the fewest changes of a letter to come to: a key's, or a variable's where it looks like one. */
    static String to(String written) {
        boolean variable = written.startsWith("MESH_");
        String nearest = "";
        int fewest = Integer.MAX_VALUE;
        for (Key key : Keys.ALL) {
            String name = variable ? key.variable() : key.name();
            int changes = changes(written, name);
            if (changes < fewest) {
                fewest = changes;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Letters to put in, take out or replace on the way from one to the other (Levenshtein). */
    static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
