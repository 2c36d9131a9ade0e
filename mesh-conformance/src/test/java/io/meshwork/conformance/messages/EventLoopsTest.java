package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.backends.TcpProcesses;
import io.meshwork.conformance.backends.UnixProcesses;
import io.meshwork.id.Address;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four kinds of data connections carry the same; a process loads the classes of its own alone. */
@Timeout(120)
class EventLoopsTest {

    private static final String EPOLL = "io.netty.channel.epoll.Epoll";
    private static final String NIO = "io.netty.channel.nio.";

    private static Backend backend(String transport) {
        return transport.equals("unix") ? new UnixProcesses() : new TcpProcesses();
    }

    @ParameterizedTest
    @CsvSource({"unix,epoll", "unix,nio", "tcp,epoll", "tcp,nio"})
    @Row("B93")
    void dataTravelsOverEachTransportOnEachEventLoopAndNoOtherIsLoaded(String transport, String loop) {
        Backend backend = backend(transport);
        Config config = backend.config().with(Keys.EVENT_LOOP, loop);
        try (Bench bench = Bench.start(backend, 1, 1, config)) {
            assertThat(bench.procs().get(0).id().address())
                    .isInstanceOf(transport.equals("unix") ? Address.Unix.class : Address.Tcp.class);
            String other = loop.equals("epoll") ? NIO : EPOLL;
            String own = loop.equals("epoll") ? EPOLL : NIO;
            byte[] large = new byte[100_000]; // which no control link takes
            assertThat(bench.procs().call(() -> large.length)).containsExactly(large.length);

            assertThat(bench.procs().call(() -> isLoaded(own))).containsExactly(true);
            assertThat(bench.procs().call(() -> isLoaded(other))).containsExactly(false);
        }
    }

    /* In the proc: a diagnostic command of HotSpot lists the classes that are loaded. */
    private static boolean isLoaded(String prefix) throws JMException {
        Object hierarchy = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmClassHierarchy",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return hierarchy.toString().contains("--" + prefix);
    }
}
