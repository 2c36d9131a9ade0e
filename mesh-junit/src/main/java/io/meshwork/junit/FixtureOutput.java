package io.meshwork.junit;

import io.meshwork.bootstrap.output.MergedLog;
import io.meshwork.bootstrap.output.OutputDirectory;
import io.meshwork.bootstrap.output.OutputFile;
import io.meshwork.bootstrap.output.OutputFollower;
import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the processes of a fixture print. It is shown on this JVM's stdout, each line after its process, {@code [p0_2 (hosts
 * 1, procs 0) 4711]}, and stands in a file for each process as long as the fixture lives. There is nothing of it in-process:
 * what actors print is this JVM's own there. For any thread.
 */
public final class FixtureOutput {

    private static final Logger log = LoggerFactory.getLogger(FixtureOutput.class);

    private final String owner;
    private final Path evidence;
    private volatile boolean byTest;
    private volatile boolean named; // in the piece that is shown now
    private volatile @Nullable OutputDirectory directory;
    private volatile @Nullable OutputFollower follower;

    /** @param evidence where the directory of the files is made */
    FixtureOutput(String owner, Path evidence) {
        this.owner = owner;
        this.evidence = evidence;
    }

    /**
     * To be said before there is anything: it is shown in one piece at the end of each test, under the name of its owner, and
     * what is left when the fixture is closed. So it is where tests run in parallel, and nobody can tell in whose report a line
     * would land.
     */
    void showByTest() {
        byTest = true;
    }

    /**
     * The directory of the files; made if it is not there, and what comes from then on is shown.
     *
     * @throws MeshException if it can't be made
     */
    synchronized OutputDirectory open() {
        OutputDirectory made = directory;
        if (made != null) {
            return made;
        }
        try {
            made = new OutputDirectory(OutputPlace.make(evidence, owner));
        } catch (IOException e) {
            throw new MeshException(
                    "no directory for what processes print: check mesh.evidence-dir: directory=" + evidence + " cause="
                            + e,
                    e);
        }
        directory = made;
        follower = byTest ? OutputFollower.of(made, this::show) : OutputFollower.start(made, TestStdout::line);
        return made;
    }

    /* One thread at a time: the follower sees to that. */
    private void show(String process, String text) {
        if (!named) {
            named = true;
            TestStdout.println("[printed by the processes of " + owner + "]");
        }
        TestStdout.line(process, text);
    }

    /**
     * Returns when all is shown that was printed before this was called, unless it is shown by test. An answer, a value of a
     * port or a failure that a test waits for does so by itself.
     */
    public void catchUp() {
        OutputFollower following = follower;
        if (following != null && !byTest) {
            following.catchUp();
        }
    }

    /** Returns when all is shown that was printed before this was called. */
    void endOfTest() {
        OutputFollower following = follower;
        if (following != null) {
            named = false;
            following.catchUp();
        }
    }

    /** A file for each process that was started, in that order; gone once the fixture is closed. */
    public List<OutputFile> files() {
        OutputDirectory made = directory;
        return made != null ? made.files() : List.of();
    }

    /**
     * Writes the lines of all processes so far, in the order of time, each after its time and process.
     *
     * @param to replaced if it exists
     */
    public void writeMerged(Path to) {
        try {
            MergedLog.write(files(), to);
        } catch (IOException e) {
            throw new UncheckedIOException("what processes print can't be merged: file=" + to, e);
        }
    }

    /** When all processes are gone: shows what is left to be shown, and deletes the files. */
    void close() {
        OutputDirectory made = directory;
        if (made == null) {
            return;
        }
        OutputFollower following = follower;
        if (following != null) {
            named = false;
            following.close();
        }
        try {
            OutputPlace.delete(made.path());
        } catch (IOException e) {
            log.warn("what processes printed could not be deleted: directory={}", made.path(), e);
        }
    }

    @Override
    public String toString() {
        return "FixtureOutput[" + owner + " " + directory + "]";
    }
}
