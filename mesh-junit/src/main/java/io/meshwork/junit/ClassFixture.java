package io.meshwork.junit;

import io.meshwork.config.Config;
import io.meshwork.shape.ShapeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The fixture of the class that says {@link MeshTest}, in that class's store. Nested classes without one of their own find
 * it too (J-5).
 */
final class ClassFixture implements StoredResource {

    private final ExtensionContext context;
    private final MeshFixture fixture;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ClassFixture(ExtensionContext context) {
        this.context = context;
        fixture = new MeshFixture(context.getRequiredTestClass().getName(), shape(context), settings(context));
    }

    /** Made if it is not there; that starts nothing yet. */
    static MeshFixture of(ExtensionContext context) {
        ExtensionContext owner = owner(context);
        return store(owner)
                .getOrComputeIfAbsent(ClassFixture.class, key -> new ClassFixture(owner), ClassFixture.class)
                .fixture;
    }

    /** The fixture that was made for this very class, if there was need of one. */
    static Optional<ClassFixture> madeFor(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(ClassFixture.class, ClassFixture.class));
    }

    /** @throws ExtensionConfigurationException if the class says no shape, or one that can't be had */
    static void requireShape(ExtensionContext context) {
        shape(owner(context));
    }

    /** Why the class has no place in its mode; empty if it has one, or says nothing of a mesh. */
    static Optional<String> notApplicable(ExtensionContext context) {
        ExtensionContext owner = findOwner(context).orElse(null);
        MeshTest said =
                owner == null ? null : annotation(owner.getRequiredTestClass()).orElse(null);
        if (owner == null || said == null || !needsProcesses(said) || said.mode() == Mode.IN_PROCESS) {
            return Optional.empty(); // one that contradicts itself is refused before anything is started
        }
        return Mode.isInProcess(settings(owner))
                ? Optional.of(
                        "not applicable in-process: it requires processes of their own for hosts and procs: class="
                                + owner.getRequiredTestClass().getName() + " mesh.mode=in-process")
                : Optional.empty();
    }

    private static boolean needsProcesses(MeshTest said) {
        return List.of(said.requires()).contains(Requirement.PROCESSES);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            fixture.close();
        } finally {
            if (fixture.use().hosts() > 0) {
                context.publishReportEntry(fixture.use().toEntries());
            }
        }
    }

    /* The outermost context of the innermost class that says it: where a template makes several, they share. */
    private static ExtensionContext owner(ExtensionContext context) {
        return findOwner(context)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "the class says nothing about its mesh: annotate it with @MeshTest: class="
                                + context.getRequiredTestClass().getName()));
    }

    private static Optional<ExtensionContext> findOwner(ExtensionContext context) {
        @Nullable ExtensionContext found = null;
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            Class<?> type = at.getTestClass().orElse(null);
            boolean first = found == null && annotation(type).isPresent();
            if (first || found != null && found.getTestClass().equals(at.getTestClass())) {
                found = at;
            }
        }
        return Optional.ofNullable(found);
    }

    private static MeshShape shape(ExtensionContext owner) {
        Class<?> type = owner.getRequiredTestClass();
        MeshTest said = annotation(type).orElseThrow();
        if (needsProcesses(said) && said.mode() == Mode.IN_PROCESS) {
            throw new ExtensionConfigurationException(
                    "a class can't both require processes and be in-process: leave out requires or mode: class="
                            + type.getName());
        }
        try {
            return new MeshShape(said.hosts(), said.procs(), List.of(said.jvmArgs()));
        } catch (ShapeException e) {
            throw new ExtensionConfigurationException(
                    "no such mesh: class=" + type.getName() + ": " + e.getMessage(), e);
        }
    }

    private static Config settings(ExtensionContext context) {
        Mode mode =
                annotation(context.getRequiredTestClass()).map(MeshTest::mode).orElse(Mode.AS_SET);
        return mode.in(Config.ofThisJvm().with(Parameters.settings(context)));
    }

    private static Optional<MeshTest> annotation(@Nullable Class<?> type) {
        return AnnotationSupport.findAnnotation(type, MeshTest.class);
    }

    /* By the context's id, so that a look-up never gets what was stored for a class around it. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(ClassFixture.class, context.getUniqueId()));
    }
}
