package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.CrashReport;
import io.meshwork.bootstrap.process.ExitCause;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.OomKills;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.host.Leftover;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What remains of a child that has ended: processes that it started, and the traces of what ended it. */
final class Remains implements Child.Aftermath {

    private static final Duration STEP = Duration.ofMillis(5);

    private final Run run;
    private final Config config;
    private final Map<String, OomKills> before = new ConcurrentHashMap<>(); // by launch id, while it lives

    Remains(Run run, Config config) {
        this.run = run;
        this.config = config;
    }

    /** The child is about to be started. */
    void begins(Child child) {
        before.put(child.launchId(), OomKills.now());
    }

    void forget(Child child) {
        before.remove(child.launchId());
    }

    /*
     * Below a child that ended in order nobody should be left: who is, after a moment, was left behind, and is told of.
     * What a child that had to be forced had started goes with it. Of one that ended otherwise the marks are followed
     * too: the procs of a host that was killed, while the run goes on.
     */
    @Override
    public List<Leftover> clear(Child child, Ladder ladder, boolean saidBye) {
        List<ProcessInfo> below = living(ladder.below());
        if (saidBye && !below.isEmpty()) {
            below = awaitEnd(below, config.durationOfAnEnd(Keys.GRACE).dividedBy(2));
        }
        List<Leftover> left = new ArrayList<>();
        for (ProcessInfo info : below) {
            if (saidBye) {
                left.add(Marks.leftover(info, "outlived " + child.launch().procName() + ", killed"));
            }
        }
        below.forEach(info -> info.signal(Signals.KILL));
        awaitEnd(below, config.durationOfAnEnd(Keys.GRACE));
        if (!saidBye && config.net("sweep")) {
            sweep(child);
        }
        return left;
    }

    private void sweep(Child child) {
        Set<String> id = Set.of(child.launchId());
        List<ProcessInfo> left = Sweep.living(run.id(), id);
        if (!left.isEmpty()) {
            log().warn("{} ended and left processes behind, killing them: {}", child, left);
            Sweep.kill(run.id(), id, config.durationOfAnEnd(Keys.GRACE));
        }
    }

    private static List<ProcessInfo> awaitEnd(List<ProcessInfo> below, Duration bound) {
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        List<ProcessInfo> left = below;
        while (!left.isEmpty() && System.nanoTime() < deadlineNanos) {
            LockSupport.parkNanos(STEP.toNanos());
            left = living(left);
        }
        return left;
    }

    private static List<ProcessInfo> living(List<ProcessInfo> known) {
        ProcessTable table = new ProcessTable();
        List<ProcessInfo> living = new ArrayList<>(known.size());
        for (ProcessInfo info : known) {
            if (table.isAlive(info.pid(), info.startTicks())) {
                living.add(info);
            }
        }
        return living;
    }

    @Override
    public String likely(Child child, ExitStatus exit, List<String> tail, List<String> sent) {
        CrashReport crash =
                CrashReport.find(run.directory(), child.pid()).map(this::keep).orElse(null);
        OomKills earlier = before.get(child.launchId());
        return ExitCause.likely(
                exit, tail, crash, sent, earlier != null && OomKills.now().since(earlier));
    }

    /* Out of the run's directory, which goes with the run. */
    private CrashReport keep(CrashReport crash) {
        Path directory = Path.of(config.text(Keys.EVIDENCE_DIR)).toAbsolutePath();
        try {
            Files.createDirectories(directory);
            Path kept = directory.resolve(run.id() + "-" + crash.file().getFileName()); // pids come again
            Files.move(crash.file(), kept, StandardCopyOption.REPLACE_EXISTING);
            return new CrashReport(kept, crash.excerpt());
        } catch (IOException e) {
            log().warn("a crash report could not be kept: file={} directory={}", crash.file(), directory, e);
            return crash;
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Remains.class);
    }
}
