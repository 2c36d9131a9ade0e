package io.meshwork.config;

/**
 * A setting: {@code -Dmesh.grace=2s}, or {@code MESH_GRACE=2s} in the environment.
 *
 * @param name with its {@code mesh.} in front
 * @param standard the value where nobody sets one, in the form a user writes
 */
public record Key(String name, String standard) {

    /** The name of the environment variable that sets it: {@code mesh.call-timeout} is {@code MESH_CALL_TIMEOUT}. */
    String variable() {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(c == '.' || c == '-' ? '_' : Character.toUpperCase(c));
        }
        return text.toString();
    }
}
