package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The properties and variables of a JVM, as far as they are ours. A property is nearer than a variable, so it wins. */
final class Environment {

    private static final String VARIABLE = "MESH_";
    private static final String VARIABLE_OF_TESTS = "MESH_TEST_";
    /* What launchers set for all they start: io.meshwork.bootstrap.launch.Marks. */
    private static final List<String> MARKS = List.of("MESH_RUN_ID", "MESH_CHAIN", "MESH_NAME");

    private final Properties properties;
    private final Map<String, String> variables;

    Environment(Properties properties, Map<String, String> variables) {
        this.properties = properties;
        this.variables = variables;
    }

    static Environment ofThisJvm() {
        return new Environment(System.getProperties(), System.getenv());
    }

    @Nullable
    String value(Key key) {
        String value = properties.getProperty(key.name());
        return value != null ? value : variables.get(key.variable());
    }

    /** @throws MeshException if there is one that is none */
    void addTo(Layers layers) {
        add(layers, false);
    }

    /**
     * What a child may have for itself; the rest it was told.
     *
     * @throws MeshException if there is one that is none
     */
    void addOwnTo(Layers layers) {
        add(layers, true);
    }

    private void add(Layers layers, boolean ownAlone) {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey();
            if (isOurs(name)) {
                Key key = key(name, variable.getValue());
                if (!ownAlone || key.reach() == Reach.PROCESS) {
                    layers.add(key.name(), variable.getValue(), Layer.ENVIRONMENT, name);
                }
            }
        }
        for (String name : properties.stringPropertyNames()) {
            if (Keys.isOurs(name)) {
                Key key = Keys.named(name);
                if (!ownAlone || key == null || key.reach() == Reach.PROCESS) {
                    layers.add(name, properties.getProperty(name), Layer.ENVIRONMENT, "-D".concat(name));
                }
            }
        }
    }

    static boolean isOurs(String variable) {
        return variable.startsWith(VARIABLE) && !variable.startsWith(VARIABLE_OF_TESTS) && !MARKS.contains(variable);
    }

    static Key key(String variable, String value) {
        Key key = Keys.setBy(variable);
        if (key == null) {
            throw Layers.unknown(variable, new Setting(variable, value, Layer.ENVIRONMENT, variable));
        }
        return key;
    }
}
