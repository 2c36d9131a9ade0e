package io.meshwork.junit;

import io.meshwork.config.Keys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A fixture in the store of the context that it lives with. */
final class ScopedFixture implements StoredResource {

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private final ExtensionContext context;
    private final MeshFixture fixture;
    private final FixtureCheck check;
    private final FixtureEvidence evidence;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What the classes of a session share: they want the same hosts, in the same mode. */
    private record Session(HostsSpec hosts, boolean inProcess) {}

    private ScopedFixture(ExtensionContext context, MeshClass owner) {
        this.context = context;
        String name = owner.spec().scope() == Scope.SESSION ? "session" : owner.name();
        fixture = new MeshFixture(name, owner.spec().shape(), owner.settings());
        check = new FixtureCheck(fixture);
        evidence = new FixtureEvidence(fixture, owner.name());
        boolean parallel = context.getConfigurationParameter(PARALLEL)
                .map(Boolean::parseBoolean)
                .orElse(false);
        if (parallel && owner.settings().number(Keys.DEBUG_RANK).isEmpty()) { // else somebody waits to read a port
            fixture.output().showByTest();
        }
    }

    /** Made if it is not there; that starts nothing yet. */
    static MeshFixture in(ExtensionContext context, MeshClass owner) {
        return store(context)
                .getOrComputeIfAbsent(key(owner), key -> new ScopedFixture(context, owner), ScopedFixture.class)
                .fixture;
    }

    /** The fixture that was made for this very context, if there was need of one. */
    static Optional<ScopedFixture> madeFor(ExtensionContext context, MeshClass owner) {
        return Optional.ofNullable(store(context).get(key(owner), ScopedFixture.class));
    }

    /* No class runs in another mode than it says (J-7). */
    private static Object key(MeshClass owner) {
        return owner.spec().scope() == Scope.SESSION
                ? new Session(owner.spec().shape().hostsSpec(), Mode.isInProcess(owner.settings()))
                : ScopedFixture.class;
    }

    MeshFixture fixture() {
        return fixture;
    }

    FixtureEvidence evidence() {
        return evidence;
    }

    FixtureCheck check() {
        return check;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            Teardown.inOrder(List.of(this::requireClean, evidence::beforeClose, fixture::close, evidence::afterClose));
        } finally {
            if (fixture.use().hosts() > 0) {
                context.publishReportEntry(fixture.use().toEntries());
            }
        }
    }

    /* One that lives for a test was looked at when that was over. */
    private void requireClean() {
        if (context.getTestMethod().isPresent()) {
            return;
        }
        @Nullable Throwable thrown = context.getExecutionException().orElse(null); // of @BeforeAll
        try {
            TestCheck.require(
                    "class=" + context.getTestClass().map(Class::getName).orElse("of the session"), check.classEnds());
        } catch (UncleanMeshError e) {
            thrown = thrown == null ? e : thrown;
            throw e;
        } finally {
            if (thrown != null) {
                evidence.classFails(thrown, check.failuresOfTest());
            }
        }
    }

    /* By the context's id, so that a look-up never gets what was stored for a class around it. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(ScopedFixture.class, context.getUniqueId()));
    }
}
