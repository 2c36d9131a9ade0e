package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.handshake.Frames;
import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.ProcEnd;
import io.meshwork.proc.ProcOptions;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.Link;
import io.meshwork.transport.link.LinkEvents;
import io.meshwork.transport.link.LinkListener;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.Sender;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the children of this process and serves their control links. In every parent: the test JVM and hosts. All
 * launching is done by one thread of its own, since a thread that forks must not end before its children.
 */
public final class ChildLauncher implements LinkEvents, AutoCloseable {

    /** The only main class of a child. */
    public static final String MAIN = "io.meshwork.bootstrap.child.Bootstrap";

    private final Run run;
    private final Config config;
    private final LaunchIds ids;
    private final JavaCommand java;
    private final Outlet output;
    private final Sender upstream;
    private final LinkListener listener;
    private final ExecutorService starter;
    private final ScheduledExecutorService timer;
    private final Terminations terminations;
    private final Remains remains;
    private final Map<String, Child> children = new ConcurrentHashMap<>();
    private final Map<Link, Child> linked = new ConcurrentHashMap<>();
    private final Assignments assignments;
    private final StandbySource standbys;
    private volatile boolean closed;

    /**
     * @param name of its socket, unique in the run
     * @param loop serves the links; the caller's to close
     * @param output where what the children print goes
     * @param upstream where envelopes go that the children send
     * @param standbys asked first, for children that have no options of their own; {@link StandbySource#NONE} if none stand by
     */
    public ChildLauncher(
            Run run,
            Config config,
            LaunchIds ids,
            JavaCommand java,
            String name,
            LinkLoop loop,
            Outlet output,
            Sender upstream,
            StandbySource standbys) {
        this.run = run;
        this.standbys = standbys;
        this.config = config;
        this.ids = ids;
        this.java = java;
        this.output = output;
        this.upstream = upstream;
        terminations = new Terminations(config.integer(Keys.TERMINATE_CONCURRENCY));
        remains = new Remains(run, config);
        listener = loop.listen(run.socketPath(name + ".l"), run.secret(), this);
        starter = Executors.newSingleThreadExecutor(new Daemons("mesh-launch-" + name));
        // what comes after the end is dropped: by then all children are killed
        timer = new ScheduledThreadPoolExecutor(
                1, new Daemons("mesh-ladder-" + name), new ThreadPoolExecutor.DiscardPolicy());
        assignments = new Assignments(
                timer, this, config.duration(Keys.READY_IDLE_TIMEOUT).dividedBy(2));
    }

    /**
     * Starts a child; returns at once. What fails is told to the listener.
     *
     * @throws MeshException if this launcher is closed
     */
    public Child launch(Launch launch, Child.Listener heard) {
        String debugger = launch.options().debugger();
        if (debugger != null) {
            config.debugged(debugger + " of " + launch.procName());
        }
        Duration grace = config.duration(Keys.GRACE);
        Duration graceOfAnEnd = config.durationOfAnEnd(Keys.GRACE);
        Child child = new Child(launch, ids.next(), grace, graceOfAnEnd, heard, remains, timer);
        synchronized (this) {
            if (closed) {
                throw new MeshException("the launcher is closed: proc=" + launch.procName());
            }
            children.put(child.launchId(), child);
            child.end().thenRun(new Forget(child));
            starter.execute(new Start(child));
        }
        return child;
    }

    private void forget(Child child) {
        children.remove(child.launchId());
        remains.forget(child);
    }

    /** The children whose processes are not gone. */
    public List<Child> children() {
        return new ArrayList<>(children.values());
    }

    /** Ends one, when it is its turn: {@code mesh.terminate-concurrency}. Completes when its process is gone. */
    public CompletableFuture<ProcEnd> stop(Child child, String reason) {
        return terminations.stop(child, reason);
    }

    /** Starts nothing any more and ends all children. Completes when their processes are gone. */
    public CompletableFuture<Void> stopAll(String reason) {
        seal();
        List<CompletableFuture<ProcEnd>> ends = new ArrayList<>();
        children().forEach(child -> ends.add(stop(child, reason)));
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    private synchronized void seal() {
        closed = true;
    }

    /** Kills what still lives and takes no more links; waits for nothing. */
    @Override
    public void close() {
        seal();
        children().forEach(child -> child.kill("its parent lets go of all its children"));
        assignments.giveUp();
        starter.shutdown();
        timer.shutdown(); // what is scheduled still comes
        listener.close();
    }

    /* The child waits for the last of it. Nothing is logged: in a host the first line would cost more than all of this. */
    private void start(Child child) {
        if (isGivenUp(child)) {
            return;
        }
        Standby standby = child.launch().options().isStandard() ? standbys.take() : null;
        if (standby != null) {
            assign(standby, child);
        } else {
            startNew(child);
        }
    }

    private void assign(Standby standby, Child child) {
        byte[] spec;
        try {
            spec = spec(child, standby.launchId()).toBytes();
        } catch (RuntimeException e) {
            standby.discard();
            startNew(child); // which will tell what is wrong
            return;
        }
        child.told();
        assignments.assign(standby, child, spec);
    }

    /** Starts it anew: what it was to become did not answer. */
    void startInPlace(Child child) {
        synchronized (this) {
            if (!isGivenUp(child)) {
                starter.execute(() -> startNew(child));
            }
        }
    }

    private boolean isGivenUp(Child child) {
        boolean givenUp = closed || child.isStopAsked();
        if (givenUp) {
            child.notLaunched("stopped before it was launched");
        }
        return givenUp;
    }

    /* Before it is told which proc to run: by then all that it prints goes to where it belongs (SB-1). */
    private @Nullable Child answered(Assignments.Assignment assignment) {
        Standby standby = assignment.standby();
        Child child = assignment.child();
        Launch launch = child.launch();
        try {
            output.takeOver(standby.process(), launch.procName(), place(launch));
        } catch (RuntimeException e) {
            log().warn("{} can't be used: {}", standby, e.getMessage());
            assignments.startInPlaceOf(assignment);
            return null;
        }
        String before = child.launchId();
        child.becomes(standby.launchId());
        children.put(child.launchId(), child); // at no time it is in there by none
        children.remove(before);
        remains.begins(child);
        standby.serves();
        child.runs(standby.process());
        return child;
    }

    private static String place(Launch launch) {
        return launch.extent().point(launch.rank()).toString();
    }

    private void startNew(Child child) {
        byte[] spec;
        ChildProcess process;
        try {
            spec = spec(child, child.launchId()).toBytes();
            remains.begins(child);
            Launch launch = child.launch();
            process = output.start(command(child), launch.procName(), place(launch), config.integer(Keys.TAIL_LINES));
        } catch (RuntimeException | Error e) {
            child.notLaunched(e.getMessage() != null ? e.getMessage() : e.toString());
            return;
        }
        child.launched(process);
        if (child.launch().options().command().isEmpty()) {
            tell(child, process, spec);
        }
    }

    private ChildCommand command(Child child) {
        Launch launch = child.launch();
        List<String> replaced = launch.options().command();
        List<String> argv =
                replaced.isEmpty() ? jvm(launch.options()).argv(MAIN, List.of(), run.directory()) : replaced;
        ChildCommand command = ChildCommand.of(argv);
        for (Map.Entry<String, String> variable : launch.options().environment().entrySet()) {
            command = command.withEnvironment(variable.getKey(), variable.getValue());
        }
        return command.withEnvironment(Marks.RUN_ID, run.id())
                .withEnvironment(Marks.CHAIN, ids.chainOf(child.launchId()))
                .withEnvironment(Marks.NAME, launch.procName());
    }

    private JavaCommand jvm(ProcOptions options) {
        JavaCommand command = options.java().isEmpty() ? java : java.withJava(Path.of(options.java()));
        return command.withVariables(options.jvmVariables()).withJvmArgs(options.jvmArgs());
    }

    private BootSpec spec(Child child, String launchId) {
        return new BootSpec(
                run.id(),
                run.secret(),
                run.directory(),
                launchId,
                ids.chainOf(launchId),
                listener.path(),
                child.launch().servesData(),
                output.handedDown(),
                jvm(child.launch().options()).handedDown(),
                config.handedDown(),
                child.launch().toCome());
    }

    /* A child that has ended already is heard of by its exit. */
    private static void tell(Child child, ChildProcess process, byte[] spec) {
        try {
            OutputStream stdin = process.stdin();
            stdin.write(spec);
            stdin.flush();
        } catch (IOException e) {
            log().debug("{} was not there to be told what to become", child, e);
        }
    }

    @Override
    public void frame(Link link, int type, WireInput body) {
        Child child = linked.get(link);
        if (type == Frames.HELLO) {
            hello(link, Hello.read(body));
        } else if (child == null) {
            throw new WireFormatException("a child must say hello first: type=" + type);
        } else if (type == Frames.ENVELOPE) {
            upstream.post(EnvelopeFormat.read(body));
        } else if (type == Frames.STARTED_PROC) {
            child.startedProc();
            standbys.cameUp();
        } else if (type == Frames.BYE) {
            child.bye(body.readInt());
        } else {
            throw new WireFormatException("not a frame of a child: type=" + type);
        }
    }

    private void hello(Link link, Hello hello) {
        Assignments.Assignment assignment = assignments.answered(hello.launchId());
        Child child = assignment != null ? answered(assignment) : children.get(hello.launchId());
        if (child == null) {
            throw new WireFormatException("no child of this process: launchId=" + hello.launchId());
        }
        if (child.hello(link, hello)) {
            linked.put(link, child);
        }
    }

    @Override
    public void closed(Link link, @Nullable String reason) {
        Child child = linked.remove(link);
        if (child != null) {
            child.linkEnded();
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(ChildLauncher.class);
    }

    /* No lambdas on the way to a child's start: a host's procs wait for what they cost. */

    private final class Start implements Runnable {
        private final Child child;

        Start(Child child) {
            this.child = child;
        }

        @Override
        public void run() {
            start(child);
        }
    }

    private final class Forget implements Runnable {
        private final Child child;

        Forget(Child child) {
            this.child = child;
        }

        @Override
        public void run() {
            forget(child);
        }
    }

    private static final class Daemons implements ThreadFactory {
        private final String name;

        Daemons(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }
    }
}
