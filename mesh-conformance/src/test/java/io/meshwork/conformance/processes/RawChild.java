package io.meshwork.conformance.processes;

import io.meshwork.bootstrap.handshake.Frames;
import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.conformance.life.Processes;
import io.meshwork.id.Address;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.Link;
import io.meshwork.transport.link.LinkEvents;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The child's end of a control link in a test's own hands: speaks for a process that itself says nothing. */
final class RawChild implements LinkEvents, AutoCloseable {

    /** The link is over. */
    record Closed() {}

    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final LinkLoop loop = LinkLoop.start("raw-child");
    private final Link link;

    /** @param parent name of the parent's socket, of the run of this JVM */
    RawChild(String parent) {
        link = loop.dial(Run.ofThisJvm().socketPath(parent), Run.ofThisJvm().secret(), this);
    }

    /** The launch id that a process was started with. */
    static String launchIdOf(long pid) {
        String chain = Processes.environment(pid).stream()
                .filter(variable -> variable.startsWith("MESH_CHAIN="))
                .findFirst()
                .orElseThrow();
        return chain.substring(chain.lastIndexOf('/') + 1).replace("MESH_CHAIN=", "");
    }

    RawChild hello(String launchId, Address address) {
        link.send(Frames.HELLO, new Hello(launchId, address, 0, 0).toBody());
        return this;
    }

    RawChild startedProc() {
        link.send(Frames.STARTED_PROC, new byte[0]);
        return this;
    }

    RawChild bye(int code) {
        WireOutput body = new WireOutput();
        body.writeInt(code);
        link.send(Frames.BYE, body);
        return this;
    }

    /** What no child says. */
    RawChild nonsense() {
        link.send(99, new byte[0]);
        return this;
    }

    /** The next thing the parent does: a {@link StartProc}, another frame's type, or {@link Closed}. */
    Object hear() throws InterruptedException {
        Object next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the parent neither said anything nor closed the link");
        }
        return next;
    }

    @Override
    public void frame(Link from, int type, WireInput body) {
        heard.add(type == Frames.START_PROC ? StartProc.read(body) : (Object) type);
    }

    @Override
    public void closed(Link from, @Nullable String reason) {
        heard.add(new Closed());
    }

    @Override
    public void close() {
        loop.close();
    }
}
