package io.meshwork.config;

import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The settings file of the test JVM: the one that {@link Keys#CONFIG} names, else {@value #RESOURCE} at the root of the
 * class path, the first if there are several. Properties in UTF-8, every one a setting.
 */
final class SettingsFile {

    static final String RESOURCE = "mesh.properties";

    private SettingsFile() {}

    /** @throws MeshException if it is named and can't be read, or something in it is no setting */
    static void addTo(Layers layers, Environment environment, @Nullable ClassLoader loader) {
        String named = environment.value(Keys.CONFIG);
        if (named != null) {
            Properties properties = read(named, () -> Files.newInputStream(Path.of(named.strip())));
            add(layers, properties, named.strip());
            return;
        }
        URL found = loader != null ? loader.getResource(RESOURCE) : ClassLoader.getSystemResource(RESOURCE);
        if (found != null) {
            add(layers, read(found.toString(), found::openStream), found.toString());
        }
    }

    private static void add(Layers layers, Properties properties, String where) {
        for (String name : properties.stringPropertyNames()) {
            layers.add(name, properties.getProperty(name), Layer.FILE, where);
        }
    }

    private static Properties read(String where, Source source) {
        Properties properties = new Properties();
        try (InputStream bytes = source.open();
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())) {
            properties.load(text);
            return properties;
        } catch (IOException
                | IllegalArgumentException e) { // bytes that are no UTF-8, a path or an escape that is none
            throw new MeshException(
                    "settings file can't be read: accepted is the path of a properties file in UTF-8, got: "
                            + Keys.CONFIG.name() + "=" + where + " cause=" + e,
                    e);
        }
    }

    /** Where the bytes come from. */
    private interface Source {
        InputStream open() throws IOException;
    }
}
