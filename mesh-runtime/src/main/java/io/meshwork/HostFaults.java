package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcEnd;
import io.meshwork.id.Address;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What tests do to a host, through its allocation and not through its agent, which may stand still. Each returns when it
 * has taken effect (M-5).
 *
 * @param process of the host that is meant, and of none that took its place
 */
record HostFaults(AllocatedHosts hosts, int rank, Address process) {

    /** @param signal as in {@code kill(1)}, checked */
    void signal(int signal) {
        requireCurrent();
        String asked = Signals.name(signal);
        long deadline = deadline();
        boolean taken = await(hosts.alloc().signal(rank, signal), asked, deadline);
        if (signal == Signals.KILL) {
            await(hosts.ends().told(rank), asked, deadline);
        } else if (!taken) {
            throw gone(asked, await(hosts.ends().told(rank), asked, deadline));
        }
    }

    /** @param code checked */
    void exit(int code) {
        requireCurrent();
        String asked = "exit(" + code + ")";
        ProcEnd before = hosts.ends().of(rank);
        if (before != null) {
            throw gone(asked, before);
        }
        host().agent().send(new HostAgent.Exit(code));
        await(hosts.ends().told(rank), asked, deadline());
    }

    private void requireCurrent() {
        if (!host().id().proc().address().equals(process)) {
            throw new MeshException(hosts.client().gateway().whyEnded(process)
                    + ": get a ref to the new one from the mesh: host=" + rank);
        }
    }

    private HostRef host() {
        return hosts.host(rank);
    }

    private long deadline() {
        return System.nanoTime() + bound().toNanos();
    }

    private Duration bound() {
        return hosts.client().config().duration(Keys.CALL_TIMEOUT);
    }

    private <T> T await(CompletableFuture<T> effect, String asked, long deadlineNanos) {
        try {
            return effect.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late("interrupted before it took effect", asked, null);
        } catch (TimeoutException e) {
            throw late("no effect in time", asked, null);
        } catch (ExecutionException e) {
            throw late("could not be asked", asked, e.getCause());
        }
    }

    private MeshException late(String what, String asked, @Nullable Throwable cause) {
        ProcEnd end = hosts.ends().of(rank);
        String last = end != null ? end.status().describe() : "its process lives";
        return new MeshException(
                what + ": host=" + host() + " asked=" + asked + " lastState=" + last + " boundMillis="
                        + bound().toMillis(),
                cause);
    }

    private MeshException gone(String asked, ProcEnd end) {
        return new MeshException("it is gone: host=" + host() + " asked=" + asked + " state="
                + end.status().describe());
    }
}
