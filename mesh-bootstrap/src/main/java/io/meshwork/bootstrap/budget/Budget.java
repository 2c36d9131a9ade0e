package io.meshwork.bootstrap.budget;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the run of this JVM has of the machine. For any thread. */
public final class Budget {

    private static final Logger log = LoggerFactory.getLogger(Budget.class);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CURES = ": ask for fewer processes, give each less heap (jvmArgs -Xmx), or say with "
            + Keys.MEMORY_BUDGET.name() + " what all runs may take";

    private final Claims claims;
    private int living; // guarded by this; processes there is room for
    private long lastNumber; // guarded by this
    private volatile Runnable spare = () -> {};

    Budget(Claims claims) {
        this.claims = claims;
    }

    public static Budget ofThisJvm() {
        return OfThisJvm.BUDGET;
    }

    /** @param end ends what can be spared and gives back its room; called when there is none else */
    public void sparing(Runnable end) {
        spare = end;
    }

    /**
     * Sets aside what can be spared: empty where there is no room for it, and as much again beside it. Its memory is not
     * claimed, so that no other run has to wait for it; it is counted like any other processes.
     */
    public Optional<Room> takeSpare(Need need, Config config) {
        Optional<MachineMemory> limit = limit(config);
        if (!isCounted(need, config)) {
            return Optional.empty();
        }
        Room room = new Room(this, need, Optional.empty());
        if (limit.isPresent() && !isRoom(need.and(need), claims.held(), limit.get())) {
            room.close();
            return Optional.empty();
        }
        return Optional.of(room);
    }

    /** Sets aside what is needed. To be given back with {@link Room#close}. */
    public Room take(Need need, Config config, BooleanSupplier isGivenUp) {
        count(need, config);
        try {
            return new Room(this, need, claimed(need, config, isGivenUp));
        } catch (RuntimeException | Error e) {
            uncount(need.processes());
            throw e;
        }
    }

    private synchronized boolean isCounted(Need need, Config config) {
        if (need.processes() > config.integer(Keys.MAX_PROCESSES) - living) {
            return false;
        }
        living += need.processes();
        return true;
    }

    private void count(Need need, Config config) {
        if (isCounted(need, config)) {
            return;
        }
        spare.run();
        if (!isCounted(need, config)) {
            throw tooMany(need, config.integer(Keys.MAX_PROCESSES));
        }
    }

    private synchronized MeshException tooMany(Need need, int most) {
        return new MeshException("more processes than a run may have: asked=" + need.what() + " processes="
                + need.processes() + " living=" + living + " most=" + most
                + ": ask for fewer, stop meshes that are done with, or raise " + Keys.MAX_PROCESSES.name());
    }

    private synchronized void uncount(int processes) {
        living -= processes;
    }

    private synchronized long nextNumber() {
        return ++lastNumber;
    }

    void giveBack(Need need, Optional<Claim> claim) {
        uncount(need.processes());
        claim.ifPresent(held -> {
            try {
                claims.remove(held);
            } catch (IOException e) {
                log.debug("a claim stays until this JVM ends: {}", held, e);
            }
        });
    }

    /* Empty where nobody can know (BU-3). */
    private Optional<Claim> claimed(Need need, Config config, BooleanSupplier isGivenUp) {
        long own = ProcessHandle.current().pid();
        Optional<ProcessInfo> self = new ProcessTable().find(own);
        Optional<MachineMemory> limit = limit(config);
        if (self.isEmpty() || limit.isEmpty()) {
            return Optional.empty();
        }
        long total = limit.get().totalBytes();
        if (need.bytes() > total) {
            throw new MeshException("more memory than there is: " + sum(need, limit.get()) + CURES);
        }
        Claim claim = new Claim(own, self.get().startTicks(), nextNumber(), need.bytes());
        try {
            return Optional.of(await(claim, need, limit.get(), config, isGivenUp));
        } catch (IOException e) {
            log.warn(
                    "memory is not shared with the other runs of this user, as their claims can't be kept: {}",
                    e.toString());
            return Optional.empty();
        }
    }

    private Claim await(Claim claim, Need need, MachineMemory first, Config config, BooleanSupplier isGivenUp)
            throws IOException {
        MachineMemory latest = first;
        long boundNanos = config.duration(Keys.MEMORY_TIMEOUT).toNanos();
        long start = System.nanoTime();
        boolean told = false;
        while (true) {
            MachineMemory limit = latest;
            Claims.Outcome outcome = claims.add(claim, others -> isRoom(need, others, limit));
            if (outcome.added()) {
                return claim;
            }
            String sum = sum(need, limit) + " claimed=" + outcome.others();
            if (isGivenUp.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                throw new MeshException("given up while others had the memory: " + sum);
            }
            if (System.nanoTime() - start >= boundNanos) {
                throw new MeshException("others had the memory for too long: waitedMillis=" + boundNanos / 1_000_000
                        + " " + sum + CURES + ", or wait longer: " + Keys.MEMORY_TIMEOUT.name());
            }
            if (!told) {
                spare.run();
                log.info("waits for memory that others have: {}", sum);
                told = true;
            }
            LockSupport.parkNanos(STEP_NANOS);
            latest = limit(config).orElseThrow(() -> new IOException("the kernel tells no more"));
        }
    }

    /* What has been claimed just now is not yet used, and what is used by others was never claimed: both have to leave room. */
    private static boolean isRoom(Need need, List<Claim> others, MachineMemory limit) {
        long left = limit.totalBytes();
        for (Claim other : others) {
            left -= other.bytes();
        }
        return need.bytes() <= left && need.bytes() <= limit.freeBytes();
    }

    /* What a user has said holds, whatever the machine has. */
    private static Optional<MachineMemory> limit(Config config) {
        OptionalLong said = config.amount(Keys.MEMORY_BUDGET);
        return said.isPresent()
                ? Optional.of(new MachineMemory(said.getAsLong(), said.getAsLong()))
                : MachineMemory.now();
    }

    private static String sum(Need need, MachineMemory limit) {
        long each = need.bytes() / Math.max(1, need.processes());
        return "asked=" + need.what() + " processes=" + need.processes() + " each=" + Memory.text(each) + " needed="
                + Memory.text(need.bytes()) + " free=" + Memory.text(limit.freeBytes()) + " of="
                + Memory.text(limit.totalBytes());
    }

    private static final class OfThisJvm {
        private static final Budget BUDGET = new Budget(Claims.ofThisUser());
    }
}
