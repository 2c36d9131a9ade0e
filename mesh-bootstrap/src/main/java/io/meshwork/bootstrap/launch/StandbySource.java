package io.meshwork.bootstrap.launch;

import org.jspecify.annotations.Nullable;

/** Where a launcher finds children that stand by. For any thread. */
public interface StandbySource {

    /** There are none. */
    StandbySource NONE = new None();

    /** One that is nobody's any more but the caller's (SB-2); null if there is none. */
    @Nullable
    Standby take();

    /** A child of the launcher has come up. */
    void cameUp();

    /** Of a process that has none stand by. */
    final class None implements StandbySource {

        private None() {}

        @Override
        public @Nullable Standby take() {
            return null;
        }

        @Override
        public void cameUp() {}
    }
}
