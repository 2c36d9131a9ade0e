package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.conformance.life.Processes;
import io.meshwork.failure.MeshException;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client JVM whose temp directory has no room. It has a small file system of its own there, if the system lets a test
 * have one; else the directory is one in which the kernel lets nobody make anything.
 */
class FullTempDirectoryTest {

    private static final Path NOBODY_MAKES_ANYTHING = Path.of("/proc/self/task");
    private static final String MOUNT = "mount -t tmpfs -o size=16k,nr_inodes=%d none \"$0\"";
    private static final String FILL = " && (cat /dev/zero > \"$0/fill\" 2> /dev/null; true)";

    @TempDir
    private Path directory;

    private Path small;
    private boolean mounts;

    @BeforeEach
    void askWhetherItMayMount() throws Exception {
        small = Files.createDirectory(directory.resolve("small"));
        mounts = Ran.succeeds(mounted(MOUNT.formatted(10), List.of("true")));
    }

    @Test
    void noRoomForADirectory() throws Exception {
        assertSaidWhatIsInTheWay(runClient(MOUNT.formatted(1)));
    }

    @Test
    void noRoomForWhatIsInAFile() throws Exception {
        assertSaidWhatIsInTheWay(runClient(MOUNT.formatted(10) + FILL));
    }

    /* The root, the run's directory and its owner file fit in; then more and more of the sockets. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7})
    void roomForSomeOfTheSockets(int inodes) throws Exception {
        Ran said = runClient(MOUNT.formatted(inodes));

        assertThat(said.lines()).as("nothing is left").contains("left []");
        assertThat(said.lines())
                .anyMatch(line -> line.equals("worked")
                        || line.startsWith("refused ") && (!mounts || line.contains("No space left on device")));
    }

    private void assertSaidWhatIsInTheWay(Ran said) {
        assertThat(said.lines()).as("nothing is left").contains("left []");
        assertThat(said.lines())
                .filteredOn(line -> line.startsWith("refused "))
                .singleElement()
                .asString()
                .contains(
                        "cannot make the socket directory: path=" + (mounts ? small : NOBODY_MAKES_ANYTHING) + "/mesh-",
                        mounts ? "cause=No space left on device" : "cause=",
                        "set -Dmesh.socket-dir or java.io.tmpdir to a directory that is there and writable and has room");
    }

    private Ran runClient(String mount) throws Exception {
        Path sockets = mounts ? small : NOBODY_MAKES_ANYTHING;
        List<String> argv = JavaCommand.ofThisJvm()
                .withJvmArgs(List.of("-Dmesh.socket-dir=" + sockets, "-Dmesh.nets=lease"))
                .argv(Main.class.getName(), List.of(sockets.toString()), directory);
        return Ran.of(mounts ? mounted(mount, argv) : argv);
    }

    /* The file system is that command's alone, and goes with it. */
    private List<String> mounted(String mount, List<String> command) {
        List<String> argv = new ArrayList<>(List.of(
                "unshare", "--map-root-user", "--mount", "sh", "-c", mount + " && exec \"$@\"", small.toString()));
        argv.addAll(command);
        return argv;
    }

    /** Brings up a host and a proc; says what came of it, and what was left then. */
    static final class Main {

        private Main() {}

        public static void main(String[] args) {
            Processes processes = Processes.fromNowOn();
            try (Client client = Client.start("root")) {
                AllocSpec one = AllocSpec.of(Extent.of("hosts", 1));
                HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator().allocate(one), "test");
                hosts.spawn("p0", Extent.unity());
                Printed.line("worked");
            } catch (MeshException e) {
                Printed.line("refused " + e.toString().replace('\n', ' '));
            }
            List<String> left = new ArrayList<>();
            processes.left().forEach(info -> left.add(info.toString()));
            File run = Run.ofThisJvm().directory().toFile();
            if (run.exists()) {
                left.add(run.toString());
            }
            Printed.line("left " + left);
        }
    }
}
