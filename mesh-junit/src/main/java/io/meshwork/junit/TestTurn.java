package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Whose turn it is to use meshes that tests share (J-13). Where JUnit can be told ahead, it is: {@link SharedMeshes}; then
 * nobody ever waits here. For any thread.
 */
final class TestTurn {

    private @Nullable String holder; // guarded by this; id of a test
    private @Nullable Thread thread; // guarded by this; that it began on

    /** In the store of a test: what was stored before anything else is closed last. */
    private record Held(TestTurn turn, String test) implements StoredResource {
        @Override
        public void close() {
            turn.leave(test);
        }
    }

    /** Returns when the test has the meshes for itself; it has them until its context is closed. */
    static void await(ExtensionContext context) {
        Levels levels = Levels.of(context);
        if (levels.nearest() != Scope.METHOD || levels.owner().spec().scope() == Scope.METHOD) {
            return;
        }
        ExtensionContext holder = levels.holder();
        TestTurn turn = holder.getStore(Namespace.create(TestTurn.class, holder.getUniqueId()))
                .getOrComputeIfAbsent(TestTurn.class, key -> new TestTurn(), TestTurn.class);
        String test = context.getUniqueId();
        context.getStore(Namespace.create(TestTurn.class, test)).getOrComputeIfAbsent(Held.class, key -> {
            turn.enter(test);
            return new Held(turn, test);
        });
    }

    /** Returns when that test has them for itself; at once where it has. */
    void enter(String test) {
        try {
            ForkJoinPool.managedBlock(new Waiting(test));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeshException("interrupted while another test has the meshes: test=" + test);
        }
    }

    private synchronized boolean tryEnter(String test) {
        if (holder != null && thread == Thread.currentThread() && !holder.equals(test)) {
            throw new MeshException(
                    "a test that shares its meshes began within another one, on the same thread: run the"
                            + " tests of the class on one thread, or say scope = METHOD: test=" + test + " within="
                            + holder);
        }
        if (holder == null) {
            holder = test;
            thread = Thread.currentThread();
        }
        return test.equals(holder);
    }

    synchronized void leave(String test) {
        if (test.equals(holder)) {
            holder = null;
            thread = null;
            notifyAll();
        }
    }

    private synchronized boolean awaitTurn(String test) throws InterruptedException {
        while (!tryEnter(test)) {
            TimeUnit.SECONDS.timedWait(this, 1); // told when it is over
        }
        return true;
    }

    /** A pool of JUnit's lets another thread run meanwhile. */
    private final class Waiting implements ForkJoinPool.ManagedBlocker {

        private final String test;
        private boolean entered;

        Waiting(String test) {
            this.test = test;
        }

        @Override
        public boolean block() throws InterruptedException {
            entered = awaitTurn(test);
            return entered;
        }

        @Override
        public boolean isReleasable() {
            entered = entered || tryEnter(test);
            return entered;
        }
    }
}
