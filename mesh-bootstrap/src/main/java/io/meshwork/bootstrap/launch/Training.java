package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.archive.ClassArchive;
import io.meshwork.bootstrap.archive.Draft;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.transport.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child that rehearses what hosts and procs do, so that its classes are archived at its end. Started beside the tests,
 * at low priority; carries the run's mark, lives on a lease, and is killed when this JVM ends.
 */
public final class Training implements Runnable {

    private static final String MAIN = "io.meshwork.bootstrap.rehearsal.Rehearsal";
    /* The first tests are under way by then. */
    private static final Duration AFTER_THE_START = Duration.ofMillis(500);
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration OF_THE_END = Duration.ofMillis(500);
    /* In which there is room for a directory and the path of a socket. */
    private static final int LONGEST_DIRECTORY = 60;
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final ClassArchive archive;
    private final JavaCommand java;
    private final Run run;
    private final LaunchIds ids;
    private final AtomicReference<@Nullable ChildProcess> process = new AtomicReference<>();

    private Training(ClassArchive archive, JavaCommand java, Run run, LaunchIds ids) {
        this.archive = archive;
        this.java = java;
        this.run = run;
        this.ids = ids;
    }

    /**
     * Has the archive made, if it is wanted and there is none: on a thread of its own, a moment later.
     *
     * @param java as the children get it
     */
    public static void begin(ClassArchive archive, JavaCommand java, Run run, Config config) {
        if (!config.text(Keys.NETS).equals("all")) { // what is started here is in all nets, or not started
            archive.leftOut("mesh.nets is not all");
            return;
        }
        if (!archive.begin()) {
            return;
        }
        Training training = new Training(archive, java, run, LaunchIds.ofThisJvm(run.id()));
        Thread thread = new Thread(training, "mesh-archive");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        long deadlineNanos = System.nanoTime() + AFTER_THE_START.toNanos();
        while (System.nanoTime() < deadlineNanos) {
            LockSupport.parkNanos(deadlineNanos - System.nanoTime());
        }
        try (Draft draft = archive.draft(java)) {
            if (draft != null) {
                make(draft);
            }
        } catch (RuntimeException e) {
            log().debug("no class archive", e);
        }
    }

    private void make(Draft draft) {
        run.acquire(); // its sockets are in there
        try {
            train(draft, ids.next());
        } catch (RuntimeException e) {
            draft.failed(String.valueOf(e));
        } finally {
            run.release();
        }
    }

    private void train(Draft draft, String launchId) {
        ChildCommand command = ChildCommand.of(argv(draft))
                .withEnvironment(Marks.RUN_ID, run.id())
                .withEnvironment(Marks.CHAIN, ids.chainOf(launchId))
                .withEnvironment(Marks.NAME, "class-archive");
        Runnable abort = () -> {
            abort(launchId);
            draft.close(); // this thread may get no turn any more
        };
        EndOfJvm.ofThisJvm().first(abort);
        try {
            ChildProcess child = ChildProcess.start(command, (pid, stream, text) -> log().debug("[{}] {}", pid, text));
            process.set(child);
            ExitStatus exit = child.exit().get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            if (exit.equals(new ExitStatus.Exited(0))) {
                draft.finish();
            } else {
                draft.failed("the JVM that was to make it ended with " + exit + ": " + child.tail());
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            draft.failed("the JVM that was to make it did not end: " + e);
        } finally {
            abort(launchId);
            EndOfJvm.ofThisJvm().notFirst(abort);
        }
    }

    private List<String> argv(Draft draft) {
        List<String> argv = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            argv.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        JavaCommand trained = java.withClassPath(archive.harness()).archivingTo(draft.file());
        String inRun = run.directory().toString();
        List<String> own = inRun.length() <= LONGEST_DIRECTORY ? List.of("-Dmesh.socket-dir=" + inRun) : List.of();
        argv.addAll(trained.withMoreJvmArgs(own).argv(MAIN, List.of(), run.directory()));
        return argv;
    }

    /* A JVM that is trained has one of its own write the file, on some JDKs. */
    private void abort(String launchId) {
        ChildProcess child = process.get();
        if (child != null && !child.exit().isDone()) {
            child.signal(Signals.KILL);
        }
        if (!Sweep.living(run.id(), Set.of(launchId)).isEmpty()) {
            Sweep.kill(run.id(), Set.of(launchId), OF_THE_END);
        }
        if (child != null) {
            child.closeStdin();
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Training.class);
    }
}
