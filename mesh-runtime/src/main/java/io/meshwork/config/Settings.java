package io.meshwork.config;

import java.util.List;

/** What was set in one process, each key once; of the others the standard holds. Travels. */
public record Settings(List<Setting> all) {

    public Settings {
        all = List.copyOf(all);
    }
}
