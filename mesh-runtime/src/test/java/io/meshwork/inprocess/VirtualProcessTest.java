package io.meshwork.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.host.ProcEnd;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import io.meshwork.shape.Extent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** IP-4: signals from several threads at once. */
class VirtualProcessTest {

    private static final int PROCESSES = 200;
    private static final int ROUNDS = 100;

    @Test
    void whatIsSuspendedAndResumedAtOnceGoesOnAfterTheLastResume() throws Exception {
        Config config = Config.of(Map.of("mesh.grace", "4s"));
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try (Machine machine = new Machine("signals", config, envelope -> {})) {
            for (int i = 0; i < PROCESSES; i++) {
                VirtualProcess process = launch(machine, "p" + i);

                Future<?> one = senders.submit(() -> flicker(process));
                Future<?> other = senders.submit(() -> flicker(process));
                one.get(20, TimeUnit.SECONDS);
                other.get(20, TimeUnit.SECONDS);

                // one that stood still would hear nothing, and be killed
                ProcEnd end = process.stop("over").get(20, TimeUnit.SECONDS);
                assertThat(end.forced()).as("process %s", i).isEqualTo(ProcEnd.Forced.NOTHING);
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private static VirtualProcess launch(Machine machine, String name) throws Exception {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Launch launch = new Launch(name, Extent.unity(), 0, ProcOptions.standard());
        VirtualProcess process = machine.launch(launch, (changed, status) -> {
            if (status instanceof ProcStatus.Ready) {
                ready.complete(null);
            }
        });
        ready.get(20, TimeUnit.SECONDS);
        return process;
    }

    private static void flicker(VirtualProcess process) {
        for (int round = 0; round < ROUNDS; round++) {
            process.signal(Signals.STOP);
            process.signal(Signals.CONT);
        }
    }
}
