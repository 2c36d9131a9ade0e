package io.meshwork.bootstrap.allocator;

import io.meshwork.AllocSpec;
import io.meshwork.bootstrap.launch.Child;
import io.meshwork.bootstrap.launch.ChildLauncher;
import io.meshwork.bootstrap.launch.EndOfJvm;
import io.meshwork.bootstrap.launch.LaunchIds;
import io.meshwork.bootstrap.launch.StandbySource;
import io.meshwork.bootstrap.launch.Sweep;
import io.meshwork.bootstrap.launch.Training;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.reaper.Reaper;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.Leftover;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.wire.Sender;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an allocation needs to start processes: its place in the run, the thread of its links, a launcher, and the nets
 * that catch what explicit shutdown does not reach.
 */
final class Launchpad {

    /* What the processes of a mesh print. */
    private static final Logger output = LoggerFactory.getLogger("io.meshwork.output");
    static final Outlet TO_LOG = Outlet.to((pid, stream, text) -> output.info("[{}] {}", pid, text));

    private final Config config;
    private final Run run;
    private final LinkLoop loop;
    private final ChildLauncher launcher;
    private final Runnable whenUp;

    private Launchpad(Config config, Run run, LinkLoop loop, ChildLauncher launcher, Runnable whenUp) {
        this.config = config;
        this.run = run;
        this.loop = loop;
        this.launcher = launcher;
        this.whenUp = whenUp;
    }

    /** Returns when the nets are up that the settings ask for. */
    static Launchpad open(String name, AllocSpec spec, Config config, Outlet output, Sender upstream) {
        Run run = Run.ofThisJvm();
        run.acquire();
        try {
            Reaper reaper = config.net("reaper") ? EndOfJvm.ofThisJvm().reaper() : null; // comes up beside what follows
            LinkLoop loop = LinkLoop.start("mesh-link-" + name);
            try {
                Launchpad pad = withLauncher(name, spec, config, output, upstream, run, loop);
                if (reaper != null) {
                    reaper.awaitReady();
                }
                return pad;
            } catch (RuntimeException | Error e) {
                loop.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            run.release();
            throw e;
        }
    }

    private static Launchpad withLauncher(
            String name, AllocSpec spec, Config config, Outlet output, Sender upstream, Run run, LinkLoop loop) {
        LaunchIds ids = LaunchIds.ofThisJvm(run.id());
        QuickJava quick = QuickJava.of(config);
        JavaCommand java = quick.command();
        StandbySource standbys = Reserve.of(spec, java, output, config);
        ChildLauncher launcher = new ChildLauncher(run, config, ids, java, name, loop, output, upstream, standbys);
        try {
            if (config.net("hook")) {
                EndOfJvm.ofThisJvm().guard(launcher, config.durationOfAnEnd(Keys.GRACE));
            }
            return new Launchpad(config, run, loop, launcher, () -> {
                quick.natives().keepSoon();
                Training.begin(quick.archive(), java, run, config);
            });
        } catch (RuntimeException | Error e) {
            launcher.close();
            throw e;
        }
    }

    /** All that was asked for runs. Returns at once. */
    void isUp() {
        whenUp.run();
    }

    ChildLauncher launcher() {
        return launcher;
    }

    /**
     * Ends links and launcher, and with the sweep on also what the children left behind.
     *
     * @return what they had left behind
     * @throws MeshException if something of it can't be ended
     */
    List<Leftover> close(List<Child> children) {
        launcher.close();
        loop.close();
        EndOfJvm.ofThisJvm().release(launcher);
        try {
            return clear(idsOf(children));
        } finally {
            run.release();
            Reserve.ofThisJvm().look();
        }
    }

    /* Slow to end is not left behind: they have a moment. */
    private List<Leftover> clear(Set<String> ids) {
        Duration grace = config.durationOfAnEnd(Keys.GRACE);
        boolean sweep = config.net("sweep");
        List<Leftover> found = Sweep.leftovers(
                run.id(),
                Sweep.awaitEnd(run.id(), ids, grace.dividedBy(2)),
                sweep ? "killed" : "still runs, as mesh.nets says");
        if (!found.isEmpty() && sweep && !Sweep.kill(run.id(), ids, grace).isEmpty()) {
            throw new MeshException("processes are left that can't be ended: " + found);
        }
        return found;
    }

    /** What lives and carries a launch id of one of these. */
    static List<Leftover> living(List<Child> children) {
        String run = Run.ofThisJvm().id();
        return Sweep.leftovers(run, Sweep.living(run, idsOf(children)), "lives");
    }

    private static Set<String> idsOf(List<Child> children) {
        Set<String> ids = new HashSet<>();
        children.forEach(child -> ids.add(child.launchId()));
        return ids;
    }
}
