package io.meshwork.junit;

import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line per test plan about the meshes it used: {@code mesh: 2 hosts 4 procs 12 actors, up 0.4 s, down 0.1 s, left
 * 0}; nothing if it used none. JUnit's launcher finds it by itself.
 */
public final class MeshSummary implements TestExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(MeshSummary.class.getPackageName());

    private MeshUse total = MeshUse.NONE; // guarded by this

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        total = MeshUse.NONE;
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        total = total.plus(MeshUse.of(entry.getKeyValuePairs()));
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (total.hosts() > 0) {
            log.info("mesh: {}", total);
        }
    }
}
