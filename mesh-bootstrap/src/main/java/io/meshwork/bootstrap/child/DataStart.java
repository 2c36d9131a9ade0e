package io.meshwork.bootstrap.child;

import io.meshwork.failure.MeshException;
import io.meshwork.gateway.DataPlane;
import org.jspecify.annotations.Nullable;

/** Opens the data plane while the main thread starts the proc, where that is not left to those who have much to say. */
final class DataStart extends Thread {

    private final DataPlane data;
    private @Nullable Throwable failure; // read when this has ended

    private DataStart(DataPlane data) {
        super("mesh-data-plane");
        setDaemon(true);
        this.data = data;
    }

    static DataStart of(DataPlane data) {
        DataStart opening = new DataStart(data);
        opening.start();
        return opening;
    }

    @Override
    public void run() {
        try {
            data.get();
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** @throws MeshException if the data plane can't be opened */
    void await() throws InterruptedException {
        join();
        Throwable failed = failure;
        if (failed != null) {
            throw new MeshException("cannot take data: " + failed.getMessage(), failed);
        }
    }
}
