package io.meshwork.conformance.processes;

import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.handshake.Frames;
import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.bootstrap.launch.ChildLauncher;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.HandedDown;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Layer;
import io.meshwork.config.Setting;
import io.meshwork.config.Settings;
import io.meshwork.transport.Secret;
import io.meshwork.transport.link.Link;
import io.meshwork.transport.link.LinkEvents;
import io.meshwork.transport.link.LinkListener;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The parent's end of one child JVM in a test's own hands: its stdin, its control link, its exit. */
final class RawParent implements LinkEvents, AutoCloseable {

    /** The child says what it will exit with. */
    record Bye(int code) {}

    /** The child runs its proc. */
    record StartedProc() {}

    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final Path directory;
    private final Secret secret = Secret.fresh();
    private final LinkLoop loop = LinkLoop.start("raw-parent");
    private final LinkListener listener;
    private final ChildProcess process;
    private volatile @Nullable Link link;

    /** @param directory of the run this makes up */
    RawParent(Path directory) {
        this(directory, List.of());
    }

    /** @param jvmArgs of the child */
    RawParent(Path directory, List<String> jvmArgs) {
        this.directory = directory;
        listener = loop.listen(directory.resolve("raw.l"), secret, this);
        List<String> argv = JavaCommand.ofThisJvm().withJvmArgs(jvmArgs).argv(ChildLauncher.MAIN, List.of(), directory);
        process = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> {});
    }

    /** A boot spec for a child of this. */
    BootSpec spec() {
        return new BootSpec(
                "madeuprun1",
                secret,
                directory,
                "a1",
                "a1",
                listener.path(),
                false,
                null,
                HandedDown.NOTHING,
                new Settings(List.of(new Setting("mesh.transport", "unix", Layer.PUSHED, ""))),
                List.of());
    }

    /** Nobody listens at the socket that a spec names. */
    void hearNothingMore() {
        listener.close();
    }

    /** The child's. */
    long pid() {
        return process.pid();
    }

    /** Writes to the child's stdin, which stays open. */
    RawParent tell(byte[] bytes) throws IOException {
        process.stdin().write(bytes);
        process.stdin().flush();
        return this;
    }

    /** The child finds the end of file on its stdin. */
    RawParent vanish() {
        process.closeStdin();
        return this;
    }

    RawParent startProc(StartProc start) {
        link().send(Frames.START_PROC, start.toBody());
        return this;
    }

    RawParent stop() {
        WireOutput reason = new WireOutput();
        reason.writeString("test");
        link().send(Frames.STOP, reason);
        return this;
    }

    private Link link() {
        Link open = link;
        if (open == null) {
            throw new AssertionError("the child has said nothing yet");
        }
        return open;
    }

    /** The next thing the child says. */
    <T> T hear(Class<T> type) throws InterruptedException {
        Object next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!type.isInstance(next)) {
            throw new AssertionError(
                    "wanted: " + type.getSimpleName() + ", got: " + next + " from " + process + process.tail());
        }
        return type.cast(next);
    }

    ExitStatus exit() throws Exception {
        return process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What it printed last. */
    String output() {
        return String.join("\n", process.tail());
    }

    @Override
    public void frame(Link from, int type, WireInput body) {
        link = from;
        switch (type) {
            case Frames.HELLO -> heard.add(Hello.read(body));
            case Frames.STARTED_PROC -> heard.add(new StartedProc());
            case Frames.BYE -> heard.add(new Bye(body.readInt()));
            default -> heard.add(type);
        }
    }

    @Override
    public void closed(Link from, @Nullable String reason) {}

    @Override
    public void close() {
        process.signal(Signals.KILL);
        process.exit().join();
        process.closeStdin();
        loop.close();
    }
}
