package io.meshwork.bootstrap.child;

import io.meshwork.actor.Surroundings;
import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.handshake.Frames;
import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.handshake.Lease;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.bootstrap.launch.BootstrapProcManager;
import io.meshwork.bootstrap.launch.ChildLauncher;
import io.meshwork.bootstrap.launch.LaunchIds;
import io.meshwork.bootstrap.launch.ProcsAhead;
import io.meshwork.bootstrap.launch.StandbySource;
import io.meshwork.bootstrap.launch.Standbys;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.output.OutputDirectory;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.gateway.DataPlane;
import io.meshwork.gateway.Gateway;
import io.meshwork.host.ProcManager;
import io.meshwork.proc.Proc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.Link;
import io.meshwork.transport.link.LinkEvents;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.Sender;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A child's life: hello, a proc with its agent, and an end in order, on the main thread. A lost lease ends it from the
 * lease's thread, whatever the others do.
 */
final class ChildMain implements LinkEvents {

    private final BootSpec spec;
    private final Lease lease;
    private final long mainNanos;
    private final @Nullable Standbys below;
    private final Run run;
    private final Config config;
    private final LinkLoop loop;
    private final DataPlane data;
    private final CompletableFuture<StartProc> startProc = new CompletableFuture<>();
    private final List<ChildLauncher> launchers = new CopyOnWriteArrayList<>();
    private final @Nullable ProcsAhead ahead;
    private volatile @Nullable Gateway gateway;
    private volatile @Nullable Proc proc;
    private volatile @Nullable Link parent;

    /**
     * @param mainNanos when this process entered its main
     * @param below that stand by for it, if it stood by itself
     */
    ChildMain(BootSpec spec, Lease lease, long mainNanos, @Nullable Standbys below) {
        this.spec = spec;
        this.lease = lease;
        this.mainNanos = mainNanos;
        this.below = below;
        run = Run.inherited(spec.runId(), spec.secret(), spec.socketDirectory());
        config = Config.ofChild(spec.config());
        if (config.net("lease")) {
            lease.watch(new LeaseLost());
        }
        loop = LinkLoop.start("mesh-link");
        ahead = spec.procs().isEmpty()
                ? null
                : ProcsAhead.start(launcher(), spec.procs()); // before all that takes time
        data = new DataPlane(run, config, spec.launchId());
    }

    /** @return the exit code; the process has let go of all that would hold up its end */
    int run() throws Exception {
        Link link = loop.dial(spec.link(), run.secret(), this);
        parent = link;
        Gateway routes = new Gateway(data);
        gateway = routes;
        data.attach(routes);
        routes.parent(new ToParent());
        Hello hello = new Hello(spec.launchId(), routes.self(), mainNanos, System.nanoTime());
        link.send(Frames.HELLO, hello.toBody());
        int code = start(startProc.get(), routes, link).exit().get();
        end(code, link);
        return code;
    }

    private Proc start(StartProc start, Gateway routes, Link link) throws Exception {
        DataStart opening = spec.servesData() ? DataStart.of(data) : null;
        Proc made = serve(start, routes);
        if (opening != null) {
            opening.await();
        }
        data.requireEventLoop();
        link.send(Frames.STARTED_PROC, new byte[0]);
        data.openWhenDialled(loop);
        return made;
    }

    private Proc serve(StartProc start, Gateway routes) {
        Surroundings surroundings = Surroundings.start("mesh", routes, config);
        Proc made = new Proc(start.proc(), start.extent(), start.rank(), routes, surroundings, config);
        made.attach(ProcManager.Factory.class, new Managers());
        proc = made;
        ProcAgent.serve(made);
        return made;
    }

    /* Only a host comes here. */
    private ProcManager manager(Proc service) {
        ProcsAhead started = ahead;
        return new BootstrapProcManager(service, started != null ? started : ProcsAhead.start(launcher(), List.of()));
    }

    private ChildLauncher launcher() {
        Standbys standbys = below;
        LaunchIds ids = standbys != null ? standbys.ids() : LaunchIds.below(spec.launchId(), spec.chain());
        ChildLauncher launcher = new ChildLauncher(
                run,
                config,
                ids,
                java(spec),
                spec.launchId(),
                loop,
                outlet(spec),
                new Upstream(),
                standbys != null ? standbys : StandbySource.NONE);
        launchers.add(launcher);
        return launcher;
    }

    static JavaCommand java(BootSpec spec) {
        return new JavaCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"), ClassPath.ofThisJvm(), spec.handedDown());
    }

    static Outlet outlet(BootSpec spec) {
        Path directory = spec.output();
        return directory != null ? new OutputDirectory(directory) : Outlet.to(new ChildOutput());
    }

    /*
     * The order matters for how quick it is: a JVM that exits while one of its threads is blocked in a native call waits
     * 300 ms for it. Shutdown hooks run in System.exit, after the bye: the parent gives them a moment.
     */
    private void end(int code, Link link) {
        endStandbys();
        launchers.forEach(this::endChildren);
        Proc ended = proc;
        data.close();
        lease.close();
        WireOutput body = new WireOutput();
        body.writeInt(code);
        link.send(Frames.BYE, body);
        try {
            link.flushed().get(config.durationOfAnEnd(Keys.GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            Thread.currentThread().interrupt(); // the parent is gone or does not read: nothing more to wait for
        }
        loop.close();
        if (ended != null) {
            ended.surroundings().close();
        }
    }

    /* There are none any more where a host was shut down; one that is only stopped has them end in order, and in time. */
    private void endStandbys() {
        Standbys left = below;
        if (left != null) {
            left.close();
        }
    }

    private void endChildren(ChildLauncher launcher) {
        long halfGrace = config.durationOfAnEnd(Keys.GRACE).toMillis() / 2;
        launcher.stopAll("its host ends")
                .completeOnTimeout(null, halfGrace, TimeUnit.MILLISECONDS)
                .join();
        launcher.close();
    }

    /*
     * L-1. Children first, so that the cascade does not wait for this process's own end; and whatever user code may hold
     * up the loops, the end comes.
     */
    private void leaseLost() {
        Thread latest = new Thread(ChildMain::haltLater, "mesh-halt");
        latest.setDaemon(true);
        latest.start();
        try {
            if (below != null) {
                below.cameUp();
            }
            launchers.forEach(ChildLauncher::close);
            data.close();
            loop.close();
        } finally {
            Runtime.getRuntime().halt(Bootstrap.LEASE_LOST);
        }
    }

    private static void haltLater() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        Runtime.getRuntime().halt(Bootstrap.LEASE_LOST);
    }

    @Override
    public void frame(Link link, int type, WireInput body) {
        Gateway routes = gateway;
        switch (type) {
            case Frames.START_PROC -> startProc.complete(StartProc.read(body));
            case Frames.ENVELOPE -> {
                if (routes != null) {
                    routes.post(EnvelopeFormat.read(body));
                }
            }
            case Frames.STOP -> stop(body.readString());
            default -> throw new WireFormatException("not a frame of a parent: type=" + type);
        }
    }

    private void stop(String reason) {
        Proc running = proc;
        if (running != null) {
            ProcAgent.stopAll(running, reason);
        }
    }

    /* Later the lease tells whether the parent is gone; without it the process stays. */
    @Override
    public void closed(Link link, @Nullable String reason) {
        startProc.completeExceptionally(new MeshException(
                "the parent took the link away before it said what to run" + (reason != null ? ": " + reason : "")));
    }

    private final class LeaseLost implements Runnable {
        @Override
        public void run() {
            leaseLost();
        }
    }

    /** Where the children's envelopes go; these are there before the gateway is. */
    private final class Upstream implements Sender {
        @Override
        public void post(Envelope envelope) {
            Gateway routes = gateway;
            if (routes != null) {
                routes.post(envelope);
            }
        }
    }

    private final class ToParent implements Sender {
        @Override
        public void post(Envelope envelope) {
            Link link = parent;
            if (link != null) {
                Frames.send(link, envelope);
            }
        }
    }

    private final class Managers implements ProcManager.Factory {
        @Override
        public ProcManager create(Proc service) {
            return manager(service);
        }
    }
}
