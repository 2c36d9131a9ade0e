package io.meshwork.bootstrap.allocator;

import io.meshwork.bootstrap.launch.Child;
import io.meshwork.bootstrap.launch.ChildLauncher;
import io.meshwork.bootstrap.launch.LaunchIds;
import io.meshwork.bootstrap.launch.Sweep;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.OutputSink;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.wire.Sender;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an allocation needs to start processes: its place in the run, the thread of its links, a launcher. */
record Launchpad(Config config, Run run, LinkLoop loop, ChildLauncher launcher) {

    /* What the processes of a mesh print. */
    private static final Logger output = LoggerFactory.getLogger("io.meshwork.output");
    private static final OutputSink TO_LOG = (pid, stream, text) -> output.info("[{}] {}", pid, text);

    static Launchpad open(String name, Config config, Sender upstream) {
        Run run = Run.ofThisJvm();
        run.acquire();
        try {
            LinkLoop loop = LinkLoop.start("mesh-link-" + name);
            try {
                ChildLauncher launcher = new ChildLauncher(
                        run,
                        config,
                        LaunchIds.ofThisJvm(run.id()),
                        JavaCommand.ofThisJvm(),
                        name,
                        loop,
                        TO_LOG,
                        upstream);
                return new Launchpad(config, run, loop, launcher);
            } catch (RuntimeException e) {
                loop.close();
                throw e;
            }
        } catch (RuntimeException e) {
            run.release();
            throw e;
        }
    }

    /**
     * Ends links and launcher, and with the sweep on also what the children left behind.
     *
     * @return what they had left behind
     * @throws MeshException if something of it can't be ended
     */
    List<ProcessInfo> close(List<Child> children) {
        launcher.close();
        loop.close();
        Set<String> ids = idsOf(children);
        Duration grace = config.duration(Keys.GRACE);
        List<ProcessInfo> found = Sweep.awaitEnd(run.id(), ids, grace.dividedBy(2));
        List<ProcessInfo> left = found.isEmpty() || !config.net("sweep") ? List.of() : Sweep.kill(run.id(), ids, grace);
        run.release();
        if (!left.isEmpty()) {
            throw new MeshException("processes are left that can't be ended: " + left);
        }
        return found;
    }

    private static Set<String> idsOf(List<Child> children) {
        Set<String> ids = new HashSet<>();
        children.forEach(child -> ids.add(child.launchId()));
        return ids;
    }
}
