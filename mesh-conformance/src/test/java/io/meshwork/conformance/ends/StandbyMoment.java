package io.meshwork.conformance.ends;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.conformance.ends.EndingJvm.NextMesh;
import io.meshwork.conformance.life.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What happens to children that are to stand by, or do. */
enum StandbyMoment {

    /** The JVM of the host does, and below it there is none yet. */
    STARTS(NextMesh.STANDS_BY),

    /** Host and proc are there, and at least one of them plays its part to itself. */
    REHEARSES(NextMesh.STANDS_BY),

    /** The host has just read what it is to become. */
    IS_TAKEN(NextMesh.COMES_UP),

    /** So has the proc below it. */
    IS_READ_BELOW(NextMesh.COMES_UP);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final NextMesh nextMesh;

    StandbyMoment(NextMesh nextMesh) {
        this.nextMesh = nextMesh;
    }

    NextMesh nextMesh() {
        return nextMesh;
    }

    /** Gives the JVM its cue, and returns as soon as the moment has come. */
    void await(EndingJvm jvm) {
        ProcessInfo member = this == IS_TAKEN ? member(jvm, true) : member(jvm, false);
        String before = member == null ? "" : readBytes(jvm, member);
        jvm.go();
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!hasCome(jvm, member, before)) {
            assertThat(System.nanoTime()).as(jvm::output).isLessThan(deadlineNanos);
            Thread.onSpinWait();
        }
    }

    private boolean hasCome(EndingJvm jvm, @Nullable ProcessInfo member, String before) {
        return switch (this) {
            case STARTS -> member(jvm, true) != null;
            case REHEARSES -> rehearses(member(jvm, true)) || rehearses(member(jvm, false));
            case IS_TAKEN, IS_READ_BELOW ->
                member != null && !readBytes(jvm, member).equals(before);
        };
    }

    /* It listens at a socket of its own meanwhile. */
    private static boolean rehearses(@Nullable ProcessInfo member) {
        if (member == null) {
            return false;
        }
        String chain = new ProcessTable().variable(member.pid(), "MESH_CHAIN").orElse("none");
        String socket = chain.substring(chain.lastIndexOf('/') + 1) + "q.l";
        try {
            return Files.lines(Path.of("/proc/net/unix")).anyMatch(line -> line.endsWith("/" + socket));
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable ProcessInfo member(EndingJvm jvm, boolean host) {
        for (ProcessInfo info : standbys(Processes.ofRun(jvm.runId()))) {
            if ((info.parentPid() == jvm.pid()) == host) {
                return info;
            }
        }
        return null;
    }

    /** Those of them that stood by or do. */
    static List<ProcessInfo> standbys(List<ProcessInfo> some) {
        List<ProcessInfo> found = new ArrayList<>(some);
        found.removeIf(info ->
                !new ProcessTable().variable(info.pid(), "MESH_NAME").orElse("").equals("standby"));
        return found;
    }

    /* How much it has read in its life, which is more once it has been told something. */
    private static String readBytes(EndingJvm jvm, ProcessInfo member) {
        try {
            String counts = Files.readString(Path.of("/proc", Long.toString(member.pid()), "io"));
            return counts.substring(0, counts.indexOf('\n'));
        } catch (IOException e) {
            throw new AssertionError("it has ended: " + member + "\n" + jvm.output(), e);
        }
    }
}
