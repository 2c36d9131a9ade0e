package io.meshwork.junit;

import io.meshwork.bootstrap.launch.ChildLauncher;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.transport.Run;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when the last test is over and processes of this JVM's run still live. Starts nothing: a session is also opened
 * where no test will run, inside Maven for example. JUnit's launcher finds it by itself.
 */
public final class FinalCheck implements LauncherSessionListener {

    private static final Logger log = LoggerFactory.getLogger(FinalCheck.class.getPackageName());

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        List<ProcessInfo> left = new ProcessTable()
                .carrying(ChildLauncher.RUN_ID, Run.ofThisJvm().id()::equals);
        if (!left.isEmpty()) {
            log.warn("processes of this run are left after its last test: run={} processes={}", Run.ofThisJvm(), left);
        }
    }
}
