package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Allocator;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.InProcessAllocator;
import io.meshwork.LeakReport;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Constructors;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.Leftover;
import io.meshwork.proc.ProcOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client with hosts, procs and actors, each started when first asked for, and all of them gone when it is closed. What
 * could not be started is not tried again. Needs no JUnit. For any thread; who asks for something waits while another
 * thread starts it.
 */
public final class MeshFixture implements AutoCloseable {

    private final String owner;
    private final MeshShape shape;
    private final Config config;
    private final ActorNames names = new ActorNames(); // guarded by this
    private final Once<Client> client = new Once<>("starting the client", this::startClient); // guarded by this
    private final Once<HostMesh> hosts = new Once<>("starting the hosts", this::startHosts); // guarded by this
    private final Once<ProcMesh> procs = new Once<>("starting the procs", this::startProcs); // guarded by this
    private final Deque<ActorMesh<?>> actors = new ArrayDeque<>(); // guarded by this
    private @Nullable Alloc alloc; // guarded by this
    private MeshUse use = MeshUse.NONE; // guarded by this
    private boolean closed; // guarded by this

    /** @param owner who it belongs to, for people: the name of a test class */
    public MeshFixture(String owner, MeshShape shape, Config config) {
        this.owner = owner;
        this.shape = shape;
        this.config = config;
    }

    /** With the settings of this JVM. */
    public static MeshFixture of(String owner, int hosts, int procs) {
        return new MeshFixture(owner, MeshShape.of(hosts, procs), Config.ofThisJvm());
    }

    /** @throws MeshException if this fixture is closed */
    public synchronized Client client() {
        return timed(client::get);
    }

    /** @throws MeshException if this fixture is closed, or they can't be had */
    public synchronized HostMesh hosts() {
        return timed(hosts::get);
    }

    /**
     * Of the region {@code hosts=h,procs=p}.
     *
     * @throws MeshException if this fixture is closed, or they can't be had
     */
    public synchronized ProcMesh procs() {
        return timed(procs::get);
    }

    /**
     * Starts actors, one on each proc, named after their class and numbered: {@code counter-1}.
     *
     * @throws MeshException if this fixture is closed, or they can't be had
     */
    public synchronized <A extends Actor> ActorMesh<A> spawn(Class<A> type, Object... arguments) {
        requireOpen();
        Constructors.requireFitting(type, arguments); // before a process is started for it
        ActorMesh<A> mesh = timed(() -> procs.get().spawn(names.next(type), type, arguments));
        actors.push(mesh);
        use = use.actors(mesh.size());
        return mesh;
    }

    /** Stops actors that this fixture spawned. */
    void stop(ActorMesh<?> mesh) {
        synchronized (this) {
            actors.remove(mesh);
        }
        mesh.stop();
    }

    /** What was started for it, and what of that lives now; after {@link #close()}: what was left behind and still lives. */
    public synchronized LeakReport leaks() {
        Alloc started = alloc;
        return started != null ? started.leaks() : new LeakReport(owner, List.of(), List.of());
    }

    /** What it has cost so far. */
    synchronized MeshUse use() {
        return use;
    }

    /**
     * Stops actors, procs and hosts and closes the client, as far as they were started. A second call does nothing. Waits
     * for what another thread is starting.
     *
     * @throws MeshException if a process was left behind (it is ended first), if a failure was heard that nobody took, or
     *     if something could not be stopped; in-process, if a handler does not end
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long startNanos = System.nanoTime();
        List<Runnable> steps = new ArrayList<>();
        actors.forEach(mesh -> steps.add(mesh::stop));
        procs.ifMade().ifPresent(mesh -> steps.add(mesh::stop));
        hosts.ifMade().ifPresent(mesh -> steps.add(mesh::close));
        client.ifMade().ifPresent(one -> steps.add(one::close)); // with hosts whose mesh was stopped
        steps.add(this::requireNothingLeft);
        steps.add(this::requireNoThreadLeft);
        try {
            Teardown.inOrder(steps);
        } finally {
            actors.clear();
            use = use.down(Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }

    private Client startClient() {
        return Client.start(ActorNames.of(owner), config);
    }

    private HostMesh startHosts() {
        Client starting = client.get();
        Allocator allocator = isInProcess() ? new InProcessAllocator(config) : new ProcessAllocator(config);
        Alloc allocated = allocator.allocate(AllocSpec.of(shape.hostExtent()).owner(owner));
        alloc = allocated;
        HostMesh mesh = HostMesh.allocate(starting, allocated, "hosts");
        use = use.hosts(shape.hosts());
        return mesh;
    }

    private boolean isInProcess() {
        return Mode.isInProcess(config);
    }

    private ProcMesh startProcs() {
        ProcOptions options = ProcOptions.standard().jvmArgs(shape.jvmArgs().toArray(String[]::new));
        ProcMesh mesh = hosts.get().spawn("p0", shape.perHost(), options);
        use = use.procs(mesh.size());
        return mesh;
    }

    /* J-2 */
    private void requireNothingLeft() {
        Collection<Leftover> left = leftBehind();
        if (left.isEmpty()) {
            return;
        }
        use = use.left(left.size());
        StringBuilder text = new StringBuilder("processes were left behind and ").append(fateOf(left));
        text.append(": class=").append(owner);
        left.forEach(one -> text.append("\n  ").append(one));
        throw new MeshException(text.toString());
    }

    /* J-2, without processes. */
    private void requireNoThreadLeft() {
        if (alloc != null && isInProcess()) {
            LeftThreads.requireNone(alloc.name(), owner, config.duration(Keys.GRACE));
        }
    }

    /* Below procs when they ended, and what else carried the allocation's marks when it was over; each once. */
    private Collection<Leftover> leftBehind() {
        Map<Long, Leftover> left = new LinkedHashMap<>();
        hosts.ifMade().ifPresent(mesh -> mesh.leftovers().forEach(one -> left.putIfAbsent(one.pid(), one)));
        if (alloc != null) {
            alloc.leftovers().forEach(one -> left.putIfAbsent(one.pid(), one));
        }
        return left.values();
    }

    /* Without the sweep, what was below a proc is ended all the same; what is found by its marks is not. */
    private String fateOf(Collection<Leftover> left) {
        int running =
                alloc == null || config.net("sweep") ? 0 : alloc.leftovers().size();
        if (running == 0) {
            return "were killed";
        }
        return (running < left.size() ? "some still run" : "still run") + ", as mesh.nets says";
    }

    private <T> T timed(Supplier<T> start) {
        requireOpen();
        long startNanos = System.nanoTime();
        try {
            return start.get();
        } finally {
            use = use.up(Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new MeshException("the fixture is closed and starts nothing any more: class=" + owner);
        }
    }

    @Override
    public String toString() {
        return "MeshFixture[" + owner + " " + shape + "]";
    }
}
