package io.meshwork.value;

/** A value mesh for people: one line per rank with rank, point and value, in columns. Large ones are cut. */
final class ValueTable {

    private static final int MOST_LINES = 32;
    private static final int LONGEST_VALUE = 120;

    private ValueTable() {}

    static String render(ValueMesh<?> mesh) {
        int lines = Math.min(mesh.size(), MOST_LINES);
        int rankWidth = Integer.toString(lines - 1).length();
        int pointWidth = 0;
        for (int rank = 0; rank < lines; rank++) {
            pointWidth = Math.max(pointWidth, point(rank, mesh).length());
        }
        StringBuilder table = new StringBuilder();
        for (int rank = 0; rank < lines; rank++) {
            table.append(rank == 0 ? "" : "\n");
            table.append(padded(Integer.toString(rank), rankWidth)).append("  ");
            table.append(padded(point(rank, mesh), pointWidth)).append("  ");
            table.append(oneLine(String.valueOf(mesh.get(rank))));
        }
        if (lines < mesh.size()) {
            table.append("\n… ").append(mesh.size() - lines).append(" more");
        }
        return table.toString();
    }

    private static String point(int rank, ValueMesh<?> mesh) {
        return mesh.extent().point(rank).toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String oneLine(String value) {
        String shown = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
        return shown.replace("\r", "\\r").replace("\n", "\\n");
    }
}
