package io.meshwork.benchmarks.peers.bedrock;

import com.oracle.bedrock.runtime.LocalPlatform;
import com.oracle.bedrock.runtime.concurrent.RemoteCallable;
import com.oracle.bedrock.runtime.java.JavaApplication;
import com.oracle.bedrock.runtime.java.options.ClassName;
import io.meshwork.benchmarks.peers.Run;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Two applications on Bedrock's local platform, with its defaults: {@code launch} returns once the application is
 * there, so they start one after the other; they are called at once and closed one after the other.
 */
public final class BedrockRun {
    private static final RemoteCallable<Long> PID =
            () -> ProcessHandle.current().pid();

    private BedrockRun() {}

    /** Runs and exits; see {@link Run}. */
    public static void main(String[] args) {
        Run.of(run -> {
            try (JavaApplication one = launch();
                    JavaApplication two = launch()) {
                CompletableFuture<Long> first = one.submit(PID);
                CompletableFuture<Long> second = two.submit(PID);
                run.bothAnswered(first.get(), second.get());
            }
            run.closed();
        });
    }

    private static JavaApplication launch() {
        return LocalPlatform.get().launch(JavaApplication.class, ClassName.of(Application.class));
    }

    /** What runs in each process: it waits to be closed. */
    public static final class Application {
        private Application() {}

        /** Waits for ever. */
        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
