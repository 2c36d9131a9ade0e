package io.meshwork.junit;

import io.meshwork.bootstrap.allocator.Reserve;
import io.meshwork.bootstrap.launch.Marks;
import io.meshwork.bootstrap.launch.Sweep;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.host.Leftover;
import io.meshwork.transport.Run;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when the last test is over and processes of this JVM's run still live, and says whose they are. Ends none but those that
 * stand by: another session of this JVM may go on; the reaper ends what is left when the JVM does. Starts nothing: a session is also opened
 * where no test will run, inside Maven for example. JUnit's launcher finds it by itself.
 */
public final class FinalCheck implements LauncherSessionListener {

    private static final Logger log = LoggerFactory.getLogger(FinalCheck.class.getPackageName());

    /* Before the first test class is looked at. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        OlderJupiter.standIn();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        Reserve.ofThisJvm().end();
        String run = Run.ofThisJvm().id();
        List<Leftover> left = Sweep.leftovers(run, new ProcessTable().carrying(Marks.RUN_ID, run::equals), "lives");
        if (!left.isEmpty()) {
            log.warn("processes of this run are left after its last test: run={} processes={}", run, left);
        }
    }
}
