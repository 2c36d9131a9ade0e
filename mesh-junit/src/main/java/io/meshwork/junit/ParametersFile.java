package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** JUnit's own file, read for what only looks like a setting: JUnit itself tells no more than what it is asked for. */
final class ParametersFile {

    private static final String RESOURCE = "junit-platform.properties";

    private ParametersFile() {}

    /** All in it that begins with {@code mesh.}, by name. */
    static Map<String, String> settings() {
        Map<String, String> said = new LinkedHashMap<>();
        Properties properties = read(Thread.currentThread().getContextClassLoader());
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("mesh.")) {
                said.put(name, properties.getProperty(name));
            }
        }
        return said;
    }

    private static Properties read(@Nullable ClassLoader loader) {
        Properties properties = new Properties();
        URL found = loader != null ? loader.getResource(RESOURCE) : ClassLoader.getSystemResource(RESOURCE);
        if (found == null) {
            return properties;
        }
        try (InputStream bytes = found.openStream()) {
            properties.load(bytes);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new MeshException("JUnit's file can't be read: file=" + found + " cause=" + e, e);
        }
    }
}
