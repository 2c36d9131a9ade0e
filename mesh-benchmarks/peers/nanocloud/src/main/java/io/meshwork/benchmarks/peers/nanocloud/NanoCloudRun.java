package io.meshwork.benchmarks.peers.nanocloud;

import io.meshwork.benchmarks.peers.Run;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridkit.nanocloud.Cloud;
import org.gridkit.nanocloud.CloudFactory;
import org.gridkit.nanocloud.VX;

/** Two local nodes of a cloud, with NanoCloud's defaults: started and called at once by one call to both. */
public final class NanoCloudRun {
    private NanoCloudRun() {}

    /** Runs and exits; see {@link Run}. */
    public static void main(String[] args) {
        Run.of(run -> {
            Cloud cloud = CloudFactory.createCloud();
            try {
                cloud.node("**").x(VX.TYPE).setLocal();
                cloud.nodes("one", "two");
                List<Long> pids = cloud.node("**").massExec(new Pid());
                run.bothAnswered(pids.get(0), pids.get(1));
            } finally {
                cloud.shutdown();
            }
            run.closed();
        });
    }

    private record Pid() implements Callable<Long>, Serializable {
        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }
}
