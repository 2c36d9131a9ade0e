package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Debugger;
import io.meshwork.config.Keys;
import io.meshwork.conformance.life.Processes;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CF-4, with a debugger that holds a real process up. */
class DebuggerTest {

    private static final Map<String, String> SOON =
            Map.of(Keys.READY_TIMEOUT.name(), "500ms", Keys.READY_IDLE_TIMEOUT.name(), "500ms");
    private static final Duration LONGER = Duration.ofSeconds(2);
    private static final int PATIENCE_MILLIS = 60_000;
    private static final byte[] HANDSHAKE = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);

    private final Processes processes = Processes.fromNowOn();

    @TempDir
    private Path directory;

    @AfterEach
    void nothingIsLeft() {
        assertThat(processes.left()).isEmpty();
    }

    /** A debugger to which a JVM comes before it runs a line, and which lets it go on when asked. */
    private static final class Holding implements AutoCloseable {

        private static final int VIRTUAL_MACHINE = 1;
        private static final int RESUME = 9;

        private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private Socket jvm = new Socket();

        Holding() throws IOException {
            listening.setSoTimeout(PATIENCE_MILLIS);
        }

        String jvmArg() {
            return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:"
                    + listening.getLocalPort();
        }

        void awaitJvm() throws IOException {
            jvm = listening.accept();
            jvm.setSoTimeout(PATIENCE_MILLIS);
            jvm.getOutputStream().write(HANDSHAKE);
            assertThat(new DataInputStream(jvm.getInputStream()).readNBytes(HANDSHAKE.length))
                    .isEqualTo(HANDSHAKE);
        }

        void resume() throws IOException {
            DataOutputStream command = new DataOutputStream(jvm.getOutputStream());
            command.writeInt(11); // bytes in all
            command.writeInt(1); // its number
            command.writeByte(0);
            command.writeByte(VIRTUAL_MACHINE);
            command.writeByte(RESUME);
            command.flush();
        }

        @Override
        public void close() throws IOException {
            jvm.close();
            listening.close();
        }
    }

    @Test
    void aHostThatADebuggerHoldsUpIsWaitedForAndAllOfItsProcsHaveNoTimeOutsEither() throws Exception {
        Config config = Config.ofThisJvm().with(SOON);
        try (Holding debugger = new Holding();
                Client client = Client.start("root", config)) {
            CompletableFuture<HostMesh> allocated =
                    CompletableFuture.supplyAsync(() -> allocate(client, config, debugger.jvmArg()));
            debugger.awaitJvm();
            assertThatThrownBy(() -> allocated.get(LONGER.toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);

            debugger.resume();

            HostMesh hosts = allocated.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            String where = debugger.jvmArg() + " of alloc";
            assertThat(client.config().effective(Keys.DEBUGGER).where()).startsWith(where);
            assertThat(hosts.get(0).config().effective(Keys.DEBUGGER).where()).startsWith(where);
            assertThat(procs.get(0).config().effective(Keys.DEBUGGER).where()).startsWith(where);
            assertThat(procs.get(0).config().duration(Keys.CALL_TIMEOUT)).isGreaterThan(Duration.ofDays(1));
            assertThat(hosts.shutdown().isOrderly()).isTrue();
        }
    }

    @Test
    void whereTimeOutsAreToStayItFails() throws IOException {
        Config config = Config.ofThisJvm().with(SOON).with(Keys.DEBUGGER, "false");
        try (Holding debugger = new Holding();
                Client client = Client.start("root", config)) {
            assertThatThrownBy(() -> allocate(client, config, debugger.jvmArg()))
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContaining("500");
        }
    }

    private static HostMesh allocate(Client client, Config config, String jvmArg) {
        AllocSpec spec =
                AllocSpec.of(Extent.unity()).options(ProcOptions.standard().jvmArgs(jvmArg));
        return HostMesh.allocate(client, new ProcessAllocator(config).allocate(spec), "test");
    }

    /** Says whether there is a debugger in this JVM, and what that makes of a client's settings. */
    static final class Main {
        public static void main(String[] arguments) {
            try (Client client = Client.start("root")) {
                System.out.println(Debugger.ofThisJvm() + ": " + client.config().isDebugged());
            }
        }
    }

    @Test
    void aDebuggerInTheTestJvmIsFound() {
        assertThat(said()).containsExactly("null: false");
        assertThat(said("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0"))
                .containsExactly("a debugger in the test JVM: true");
    }

    private List<String> said(String... flags) {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        List<String> argv =
                JavaCommand.ofThisJvm().withJvmArgs(List.of(flags)).argv(Main.class.getName(), List.of(), directory);
        ChildProcess jvm = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> lines.add(text));
        jvm.exit().orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
        return lines.stream()
                .filter(line -> !line.contains(" DEBUG ") && !line.contains(" INFO "))
                .toList();
    }
}
