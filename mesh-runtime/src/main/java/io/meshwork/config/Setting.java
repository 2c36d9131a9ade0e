package io.meshwork.config;

/**
 * The value of a key in one process, and where it comes from. Travels.
 *
 * @param name of the key
 * @param value in the form a user writes, without blanks around it
 * @param where in that layer, for people: {@code -Dmesh.grace}, {@code MESH_GRACE}, a file; of what was pushed, where it
 *     stood at first; may be empty
 */
public record Setting(String name, String value, Layer layer, String where) {

    public Setting {
        value = value.strip();
    }

    /** {@code environment: MESH_GRACE}. */
    public String source() {
        return where.isEmpty() ? layer.toString() : layer + ": " + where;
    }

    /** {@code mesh.grace=2s (environment: MESH_GRACE)}. */
    @Override
    public String toString() {
        return name + "=" + value + " (" + source() + ")";
    }
}
