package io.meshwork.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes several things down (J-3). */
final class Teardown {

    private Teardown() {}

    /**
     * Runs all steps, whichever fail. An interrupt that came before does not cut their waits short; it is set again
     * afterwards.
     *
     * @throws RuntimeException what the first that failed threw, with those of the others suppressed
     */
    static void inOrder(List<Runnable> steps) {
        boolean interrupted = Thread.interrupted();
        @Nullable Throwable failure = null;
        for (Runnable step : steps) {
            failure = after(step, failure);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private static @Nullable Throwable after(Runnable step, @Nullable Throwable failure) {
        try {
            step.run();
            return failure;
        } catch (RuntimeException | Error e) {
            if (failure == null) {
                return e;
            }
            failure.addSuppressed(e);
            return failure;
        }
    }
}
