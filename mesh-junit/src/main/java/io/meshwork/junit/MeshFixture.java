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
import io.meshwork.bootstrap.output.OutputDirectory;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.Leftover;
import io.meshwork.transport.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final FixtureOutput output;
    private final ActorNames names = new ActorNames(); // guarded by this
    private final Once<Client> client = new Once<>("starting the client", this::startClient); // guarded by this
    private final Meshes own = new Meshes(this);
    private final FixtureRepair repair = new FixtureRepair(this);
    private final Deque<Running> running = new ArrayDeque<>(); // guarded by this, newest first
    private final List<HostMesh> hostMeshes = new CopyOnWriteArrayList<>();
    private final List<Alloc> allocs = new ArrayList<>(); // guarded by this
    private volatile @Nullable Client started;
    private MeshUse use = MeshUse.NONE; // guarded by this
    private boolean closed; // guarded by this

    private record Running(Object mesh, Object on, Runnable stop) {}

    /** @param owner who it belongs to, for people: the name of a test class */
    public MeshFixture(String owner, MeshShape shape, Config config) {
        this.owner = owner;
        this.shape = shape;
        this.config = config;
        output = new FixtureOutput(owner, Path.of(config.text(Keys.EVIDENCE_DIR)));
    }

    /** With the settings of this JVM. */
    public static MeshFixture of(String owner, int hosts, int procs) {
        return new MeshFixture(owner, MeshShape.of(hosts, procs), Config.ofThisJvm());
    }

    /** Hosts of such a fixture will be asked for soon: the first of a JVM are started beside what else comes before them. */
    static void expect(MeshShape shape, Config config) {
        if (!Mode.isInProcess(config) && config.integer(Keys.STANDBY) > 0) {
            HostsSpec hosts = shape.hostsSpec();
            AllocSpec spec = AllocSpec.of(hosts.extent())
                    .options(hosts.options())
                    .procs(shape.perHost(), shape.procsSpec().options());
            Path evidence = Path.of(config.text(Keys.EVIDENCE_DIR)).toAbsolutePath();
            new ProcessAllocator(config)
                    .printingTo(new OutputDirectory(evidence))
                    .expect(spec);
        }
    }

    /** @throws MeshException if this fixture is closed */
    public synchronized Client client() {
        return timed(client::get);
    }

    /** If it was asked for, and stands. Waits for nobody. */
    Optional<Client> clientIfMade() {
        return Optional.ofNullable(started);
    }

    /** @throws MeshException if this fixture is closed, or they can't be had */
    public HostMesh hosts() {
        return own.hosts(shape.hostsSpec(), Optional::empty);
    }

    /**
     * Of the region {@code hosts=h,procs=p}, or what its shape says.
     *
     * @throws MeshException if this fixture is closed, or they can't be had
     */
    public ProcMesh procs() {
        ProcsSpec wanted = shape.procsSpec();
        return own.procs(wanted, own.hosts(shape.hostsSpec(), () -> Optional.of(wanted)));
    }

    /**
     * Starts actors, one on each proc, named after their class and numbered: {@code counter-1}.
     *
     * @throws MeshException if this fixture is closed, or they can't be had
     */
    @SuppressWarnings("unchecked") // it is what the spec says
    public <A extends Actor> ActorMesh<A> spawn(Class<A> type, Object... arguments) {
        requireOpen();
        Constructors.requireFitting(type, arguments); // before a process is started for it
        ProcMesh procs = procs();
        synchronized (this) {
            return (ActorMesh<A>) timed(() -> start(new ActorsSpec("", type, List.of(arguments)), procs));
        }
    }

    /** What lives as long as this fixture. */
    Meshes own() {
        return own;
    }

    FixtureRepair repair() {
        return repair;
    }

    /** Of what was started here, those meshes that stand on one of these, the first first; hosts stand on this. */
    synchronized <T> List<T> running(Class<T> type, List<?> on) {
        List<T> meshes = new ArrayList<>();
        for (Running one : running) {
            if (type.isInstance(one.mesh()) && on.contains(one.on())) {
                meshes.add(0, type.cast(one.mesh()));
            }
        }
        return meshes;
    }

    /** Stops what was started here. */
    void stop(Object mesh) {
        List<Runnable> steps = new ArrayList<>();
        synchronized (this) {
            running.removeIf(one -> one.mesh() == mesh && steps.add(one.stop()));
        }
        Teardown.inOrder(steps);
    }

    Config config() {
        return config;
    }

    /** Those that were started, in that order. Waits for nobody. */
    List<HostMesh> hostMeshes() {
        return List.copyOf(hostMeshes);
    }

    /** What its processes print. */
    public FixtureOutput output() {
        return output;
    }

    /** What was started for it, and what of that lives now; after {@link #close()}: what was left behind and still lives. */
    public synchronized LeakReport leaks() {
        List<LeakReport.Started> started = new ArrayList<>();
        List<Leftover> living = new ArrayList<>();
        for (Alloc alloc : allocs) {
            LeakReport report = alloc.leaks();
            started.addAll(report.started());
            living.addAll(report.living());
        }
        return new LeakReport(owner, started, living);
    }

    /** What it has cost so far. */
    synchronized MeshUse use() {
        return use;
    }

    /**
     * Stops actors, procs and hosts, newest first, and closes the client, as far as they were started. A second call does
     * nothing. Waits for what another thread is starting.
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
        running.forEach(one -> steps.add(one.stop()));
        client.ifMade().ifPresent(one -> steps.add(one::close)); // with hosts whose mesh was stopped
        steps.add(output::close);
        steps.add(this::requireNothingLeft);
        steps.add(this::requireNoThreadLeft);
        steps.add(this::requireNoSocketsLeft);
        try {
            Teardown.inOrder(steps);
        } finally {
            running.clear();
            use = use.down(Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }

    private Client startClient() {
        Client made = Client.start(ActorNames.of(owner), config);
        made.beforeHandingOver(output::catchUp);
        started = made;
        return made;
    }

    /** Called while this fixture is locked. */
    HostMesh start(HostsSpec spec, Optional<ProcsSpec> toCome) {
        Client starting = client.get();
        Allocator allocator =
                isInProcess() ? new InProcessAllocator(config) : new ProcessAllocator(config).printingTo(output.open());
        Alloc allocated = allocator.allocate(asked(spec, toCome).owner(owner));
        allocs.add(allocated);
        HostMesh mesh = HostMesh.allocate(starting, allocated, names.hosts(spec.name()));
        hostMeshes.add(mesh);
        running.push(new Running(mesh, this, mesh::close));
        use = use.hosts(mesh.size());
        return mesh;
    }

    /* Procs that are asked for next start with their hosts; for those of its shape there is room in any case. */
    private AllocSpec asked(HostsSpec spec, Optional<ProcsSpec> toCome) {
        AllocSpec asked = AllocSpec.of(spec.extent()).options(spec.options());
        if (toCome.isPresent()) {
            ProcsSpec procs = toCome.get();
            return asked.procs(names.nextOfProcs(procs.name()), procs.perHost(), procs.options());
        }
        return spec.equals(shape.hostsSpec())
                ? asked.procs(shape.perHost(), shape.procsSpec().options())
                : asked;
    }

    /** Called while this fixture is locked. */
    ProcMesh start(ProcsSpec spec, HostMesh on) {
        ProcMesh mesh = on.spawn(names.procs(spec.name()), spec.perHost(), spec.options());
        running.push(new Running(mesh, on, mesh::stop));
        use = use.procs(mesh.size());
        return mesh;
    }

    /** Called while this fixture is locked. */
    ActorMesh<? extends Actor> start(ActorsSpec spec, ProcMesh on) {
        String name = spec.name().isEmpty() ? names.next(spec.type()) : names.next(spec.name());
        ActorMesh<? extends Actor> mesh =
                on.spawn(name, spec.type(), spec.arguments().toArray());
        running.push(new Running(mesh, on, mesh::stop));
        use = use.actors(mesh.size());
        return mesh;
    }

    private boolean isInProcess() {
        return Mode.isInProcess(config);
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
        for (Alloc alloc : allocs) {
            if (isInProcess()) {
                LeftThreads.requireNone(alloc.name(), owner, config.durationOfAnEnd(Keys.GRACE));
            }
        }
    }

    /* J-2: they go with the last fixture of this JVM. */
    private void requireNoSocketsLeft() {
        Run.ofThisJvm().leftDirectory().ifPresent(left -> {
            throw new MeshException(
                    "the directory of the sockets was left behind: class=" + owner + " directory=" + left);
        });
    }

    /* Below procs when they ended, and what else carried the allocation's marks when it was over; each once. */
    private Collection<Leftover> leftBehind() {
        Map<Long, Leftover> left = new LinkedHashMap<>();
        hostMeshes.forEach(mesh -> mesh.leftovers().forEach(one -> left.putIfAbsent(one.pid(), one)));
        allocs.forEach(alloc -> alloc.leftovers().forEach(one -> left.putIfAbsent(one.pid(), one)));
        return left.values();
    }

    /* Without the sweep, what was below a proc is ended all the same; what is found by its marks is not. */
    private String fateOf(Collection<Leftover> left) {
        int alive = 0;
        for (Alloc alloc : allocs) {
            alive += config.net("sweep") ? 0 : alloc.leftovers().size();
        }
        if (alive == 0) {
            return "were killed";
        }
        return (alive < left.size() ? "some still run" : "still run") + ", as mesh.nets says";
    }

    /** Called while this fixture is locked: counts what it takes to start something. */
    <T> T timed(Supplier<T> start) {
        requireOpen();
        long startNanos = System.nanoTime();
        try {
            return start.get();
        } finally {
            use = use.up(Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new MeshException("the fixture is closed and starts nothing any more: class=" + owner);
        }
    }

    @Override
    public String toString() {
        return "MeshFixture[" + owner + " " + shape + "]";
    }
}
