package io.meshwork.config;

import org.jspecify.annotations.Nullable;

/** Whether time-outs are off, as it became known of a debugger. Shared by a config and all that were made of it. */
final class TimeOuts {

    private volatile @Nullable Setting off; // the debugger as a setting

    @Nullable
    Setting off() {
        return off;
    }

    void off(String where) {
        off = new Setting(Keys.DEBUGGER.name(), "true", Layer.DEFAULT, where);
    }
}
