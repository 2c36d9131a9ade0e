package io.meshwork.junit;

import io.meshwork.config.Key;
import io.meshwork.config.Keys;
import io.meshwork.config.Layer;
import io.meshwork.config.Setting;
import io.meshwork.config.Settings;
import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The settings among JUnit's configuration parameters: those of its own file, and those that launchers give it. */
final class Parameters {

    private static final String RESOURCE = "junit-platform.properties";

    private Parameters() {}

    /**
     * In the order in which they give way. The file is read for what only looks like a setting, too: JUnit itself tells
     * no more than what it is asked for.
     *
     * @throws MeshException if the file can't be read
     */
    static Settings settings(ExtensionContext context) {
        List<Setting> settings = new ArrayList<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        URL found = loader != null ? loader.getResource(RESOURCE) : ClassLoader.getSystemResource(RESOURCE);
        Properties file = found != null ? read(found) : new Properties();
        for (String name : file.stringPropertyNames()) {
            if (name.startsWith("mesh.")) {
                settings.add(new Setting(name, file.getProperty(name), Layer.FILE, String.valueOf(found)));
            }
        }
        for (Key key : Keys.all()) {
            String given = context.getConfigurationParameter(key.name()).orElse(null);
            if (given != null && isGivenByALauncher(key.name(), given, file)) {
                settings.add(new Setting(key.name(), given, Layer.FILE, "a configuration parameter of JUnit"));
            }
        }
        return new Settings(settings);
    }

    /* JUnit's parameters have the system properties in them, which are of the environment. */
    private static boolean isGivenByALauncher(String name, String value, Properties file) {
        return System.getProperty(name) == null && !value.equals(file.getProperty(name));
    }

    private static Properties read(URL url) {
        Properties properties = new Properties();
        try (InputStream bytes = url.openStream()) {
            properties.load(bytes);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new MeshException("JUnit's file can't be read: file=" + url + " cause=" + e, e);
        }
    }
}
