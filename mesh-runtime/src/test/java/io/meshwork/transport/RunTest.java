package io.meshwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    @TempDir
    Path base;

    @AfterEach
    void sweepsAreOver() throws Exception {
        Threads.join(StaleRuns.THREAD);
    }

    /** T-4 */
    @Test
    void directoryIsThereFromFirstAcquireToLastRelease() throws Exception {
        Run run = Run.fresh(base);
        assertThat(run.directory()).doesNotExist();

        run.acquire();
        run.acquire();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.directory())))
                .isEqualTo("rwx------");
        Files.createFile(run.socketPath("a.s"));
        Files.createFile(Files.createDirectory(run.directory().resolve("sub")).resolve("file"));

        run.release();
        assertThat(run.directory()).exists();
        run.release();
        assertThat(base).isEmptyDirectory();
    }

    /** T-4 */
    @Test
    void comesBackWithTheNextUser() {
        Run run = Run.fresh(base);
        run.acquire();
        run.release();
        run.acquire();
        assertThat(run.directory()).exists();
        run.release();
        assertThat(base).isEmptyDirectory();
    }

    /** T-4 */
    @Test
    void countsUsersOfManyThreads() throws Exception {
        Run run = Run.fresh(base);
        List<Thread> threads = new ArrayList<>();
        Waiting<Throwable> failures = new Waiting<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int j = 0; j < 200; j++) {
                        run.acquire();
                        assertThat(run.directory()).exists();
                        run.release();
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures.soFar()).isEmpty();
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void leavesWhatALinkPointsTo() throws Exception {
        Path precious = Files.createFile(
                Files.createDirectory(base.resolve("elsewhere")).resolve("precious"));
        Run run = Run.fresh(base);
        run.acquire();
        Files.createSymbolicLink(run.directory().resolve("link"), precious.getParent());
        run.release();

        assertThat(precious).exists();
        assertThat(run.directory()).doesNotExist();
    }

    @Test
    void takesADirectoryOfItsOwnUserAndMode() throws Exception {
        Run run = Run.fresh(base);
        Files.createDirectory(
                run.directory(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        run.acquire();
        run.release();
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryThatOthersMayEnter() throws Exception {
        Run run = Run.fresh(base);
        Files.createDirectory(run.directory());
        Files.setPosixFilePermissions(run.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(run::acquire).isInstanceOf(MeshException.class).hasMessageContaining("mode=40755");
        assertThatThrownBy(run::release).isInstanceOf(IllegalStateException.class);
        assertThat(run.directory()).exists();
    }

    @Test
    void refusesALinkToADirectory() throws Exception {
        Run run = Run.fresh(base);
        Path other = Files.createDirectory(
                base.resolve("other"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(run.directory(), other);

        assertThatThrownBy(run::acquire).isInstanceOf(MeshException.class).hasMessageContaining("somebody else's");
    }

    @Test
    void namesTheCureWhereThereIsNoPlaceForIt() {
        Run run = Run.fresh(base.resolve("missing"));
        assertThatThrownBy(run::acquire).isInstanceOf(MeshException.class).hasMessageContaining("-Dmesh.socket-dir");
    }

    @Test
    void saysWhyThereIsNoPlaceForIt() throws Exception {
        Run run = Run.fresh(Files.createFile(base.resolve("file")));
        assertThatThrownBy(run::acquire)
                .isInstanceOf(MeshException.class)
                .hasMessage("cannot make the socket directory: path=" + run.directory()
                        + " cause=Not a directory; set -Dmesh.socket-dir or java.io.tmpdir to a directory that is there"
                        + " and writable and has room");
    }

    @Test
    void saysWhoOwnsIt() throws Exception {
        Run run = Run.fresh(base);
        run.acquire();

        assertThat(run.directory())
                .isDirectoryContaining(file -> file.endsWith("owner"))
                .isDirectoryNotContaining(file -> file.endsWith(RunOwner.UNFINISHED_FILE));
        assertThat(RunOwner.read(run.directory())).isEqualTo(RunOwner.self());
        run.release();
    }

    /** T-4 */
    @Test
    void leavesNothingWhereItsOwnerCannotBeSaid() throws Exception {
        Run run = Run.fresh(base);
        Files.createDirectory(
                run.directory(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(Files.createDirectory(run.directory().resolve("owner")).resolve("in the way"));

        assertThatThrownBy(run::acquire)
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("path=" + run.directory() + " cause=Is a directory; set -Dmesh.socket-dir");
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void refusesAPathTooLongForTheKernel() {
        Run run = Run.inherited("abc", Secret.fresh(), Path.of("/" + "d".repeat(97)));

        assertThat(run.socketPath("123456.s").toString()).hasSize(SocketPath.LONGEST_BYTES);
        assertThatThrownBy(() -> run.socketPath("1234567.s"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("bytes=108 limit=107")
                .hasMessageContaining("-Dmesh.socket-dir");
    }

    @Test
    void refusesNamesThatLeadElsewhere() {
        Run run = Run.fresh(base);
        assertThatThrownBy(() -> run.socketPath("../a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run.socketPath("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInheritedRunLeavesTheDirectoryToItsOwner() {
        Run parent = Run.fresh(base);
        Run child = Run.inherited(parent.id(), Secret.of(parent.secret().bytes()), parent.directory());
        child.acquire();
        assertThat(child.directory()).doesNotExist();

        parent.acquire();
        child.release();
        assertThat(child.socketPath("a.s").getParent()).exists().isEqualTo(parent.directory());
        parent.release();
    }

    @Test
    void thisJvmHasOneRunWithAnIdOfItsOwn() {
        assertThat(Run.ofThisJvm()).isSameAs(Run.ofThisJvm());
        assertThat(Run.ofThisJvm().id())
                .matches("[a-z2-7]{10}")
                .isNotEqualTo(Run.fresh(base).id());
        assertThat(Run.ofThisJvm().directory())
                .isAbsolute()
                .endsWithRaw(Path.of("mesh-" + Run.ofThisJvm().id()));
    }
}
