package io.meshwork;

import java.util.function.Supplier;

/** Clean-up on a thread that was interrupted before: it is done in full, and the interrupt is set again behind it. */
final class Uninterrupted {

    private Uninterrupted() {}

    static <T> T get(Supplier<T> cleanUp) {
        boolean interrupted = Thread.interrupted();
        try {
            return cleanUp.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void run(Runnable cleanUp) {
        get(() -> {
            cleanUp.run();
            return true;
        });
    }
}
