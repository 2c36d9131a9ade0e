package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child loads before it is of use, and to end. Measured against a child that has the JDK's channels alone, on the same JVM. */
class LeanChildTest {

    /** All of these are slow at first use, and most where nothing of a class archive helps. */
    private static final List<String> SLOW = List.of(
            "$$Lambda",
            "java.lang.invoke.LambdaForm$DMH",
            "java.lang.invoke.LambdaForm$MH",
            "java.lang.invoke.StringConcatFactory",
            "java.lang.management.",
            "java.lang.reflect.Proxy",
            "java.lang.runtime.",
            "java.security.Provider",
            "java.security.SecureRandom",
            "java.util.Formatter",
            "java.util.ServiceLoader",
            "java.util.UUID",
            "java.util.logging.",
            "java.util.regex.",
            "java.util.stream.",
            "javax.management.",
            "jdk.jfr.",
            "jdk.proxy",
            "sun.security.jca.",
            "sun.security.provider.");

    /** Starting and awaiting processes brings lambdas, and on some JDKs a logger with its services, of the JDK's own. */
    private static final List<String> SLOW_AND_NEEDLESS = List.of(
            "java.lang.invoke.StringConcatFactory",
            "java.lang.management.",
            "java.lang.reflect.Proxy",
            "java.lang.runtime.",
            "java.security.MessageDigest",
            "java.util.Formatter",
            "java.util.UUID",
            "java.util.logging.",
            "java.util.regex.",
            "javax.management.",
            "jdk.jfr.",
            "jdk.proxy",
            "sun.security.jca.",
            "sun.security.provider.");

    private static final List<String> NOT_YET = List.of("ch.qos.logback.", "io.netty.", "org.slf4j.");

    static final class Echo implements Actor {

        record Ask(String word) implements Request<Echo, String> {}

        @Handler
        String ask(Ask ask) {
            return ask.word();
        }
    }

    @TempDir
    private Path directory;

    /** CH-3. */
    @Test
    void untilItsHelloAChildLoadsNothingThatIsSlowButWhatTheChannelsOfTheJdkNeed() throws Exception {
        LoadedClasses bare = ofBareChild();
        Path log = directory.resolve("child.log");
        try (RawParent parent = new RawParent(directory, List.of(LoadedClasses.flag(log)))) {
            parent.tell(parent.spec().toBytes()).hear(Hello.class);

            LoadedClasses loaded = LoadedClasses.in(log);

            assertThat(loaded.has(Hello.class.getName())).isTrue();
            assertThat(loaded.beyond(bare, SLOW))
                    .as("slow ones of %d classes, of which a bare child has %d", loaded.count(), bare.count())
                    .isEmpty();
            assertThat(loaded.beyond(bare, NOT_YET)).isEmpty();
        }
    }

    /** CH-4. */
    @Test
    void untilTheFirstAnswerHostAndProcMakeNoLambdasProxiesOrLogger() throws Exception {
        LoadedClasses bare = ofBareChild();
        try (Client client = Client.start("lean");
                HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator().allocate(spec()), "lean")) {
            ProcMesh procs = hosts.spawn("lean", Extent.unity(), logged());
            ActorMesh<Echo> echoes = procs.spawn("echo", Echo.class);

            assertThat(echoes.call(new Echo.Ask("word"))).containsExactly("word");

            for (long pid : List.of(hosts.get(0).pid(), procs.get(0).pid())) {
                LoadedClasses loaded = loaded(pid);
                assertThat(loaded.has("io.meshwork.actor.HandlerTable")).isTrue();
                assertIsLean(loaded, bare);
                assertThat(loaded.lambdasOf("io.meshwork.")).isEmpty();
            }
        }
    }

    /** CH-5. */
    @Test
    void untilTheirEndHostAndProcMakeNoMethodHandlesOrLogger() throws Exception {
        LoadedClasses bare = ofBareChild();
        List<Long> pids;
        try (Client client = Client.start("lean");
                HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator().allocate(spec()), "lean")) {
            ProcMesh procs = hosts.spawn("lean", Extent.unity(), logged());
            procs.spawn("echo", Echo.class).call(new Echo.Ask("word"));
            pids = List.of(hosts.get(0).pid(), procs.get(0).pid());
        }
        for (long pid : pids) {
            LoadedClasses loaded = loaded(pid);
            assertThat(loaded.has("java.lang.Shutdown")).isTrue();
            assertIsLean(loaded, bare);
        }
    }

    private AllocSpec spec() {
        return AllocSpec.of(Extent.of("hosts", 1)).options(logged());
    }

    private ProcOptions logged() {
        return ProcOptions.standard().jvmArgs(LoadedClasses.flag(directory.resolve("mesh%p.log")));
    }

    private LoadedClasses loaded(long pid) throws Exception {
        return LoadedClasses.in(directory.resolve("mesh" + pid + ".log"));
    }

    private static void assertIsLean(LoadedClasses loaded, LoadedClasses bare) {
        assertThat(loaded.beyond(bare, SLOW_AND_NEEDLESS)).isEmpty();
        assertThat(loaded.beyond(bare, List.of("ch.qos.logback.", "io.netty.", "org.slf4j.LoggerFactory")))
                .isEmpty();
    }

    private LoadedClasses ofBareChild() throws Exception {
        Path log = directory.resolve("bare.log");
        Path socket = directory.resolve("bare.s");
        List<String> argv = JavaCommand.ofThisJvm()
                .withJvmArgs(List.of(LoadedClasses.flag(log)))
                .argv(BareChild.class.getName(), List.of(socket.toString()), directory);
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            ChildProcess child = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> {});
            try (SocketChannel said = listener.accept()) {
                assertThat(said.read(ByteBuffer.allocate(1))).isEqualTo(1);
                return LoadedClasses.in(log);
            } finally {
                child.signal(Signals.KILL);
                child.exit().join();
                child.closeStdin();
            }
        }
    }
}
