package io.meshwork.junit;

import io.meshwork.config.Config;
import io.meshwork.shape.ShapeException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The class that says what its mesh is: the innermost one around a test that does. Nested classes without a word of their
 * own share its meshes (J-5).
 *
 * @param context its outermost: where a template makes several, they share
 */
record MeshClass(ExtensionContext context, MeshSpec spec) {

    /** @throws ExtensionConfigurationException if no class says it, or one says what can't be had */
    static MeshClass of(ExtensionContext context) {
        ExtensionContext owner = owner(context)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "the class says nothing about its mesh: annotate it with @MeshTest: class="
                                + context.getRequiredTestClass().getName()));
        return new MeshClass(owner, spec(owner.getRequiredTestClass()));
    }

    /** Why the class has no place in its mode; empty if it has one, or says nothing of a mesh. */
    static Optional<String> notApplicable(ExtensionContext context) {
        ExtensionContext owner = owner(context).orElse(null);
        MeshTest said =
                owner == null ? null : annotation(owner.getRequiredTestClass()).orElse(null);
        if (owner == null || said == null || !needsProcesses(said) || said.mode() == Mode.IN_PROCESS) {
            return Optional.empty(); // one that contradicts itself is refused before anything is started
        }
        return Mode.isInProcess(settings(owner, said.mode()))
                ? Optional.of(
                        "not applicable in-process: it requires processes of their own for hosts and procs: class="
                                + owner.getRequiredTestClass().getName() + " mesh.mode=in-process")
                : Optional.empty();
    }

    /** The settings that hold for its meshes. */
    Config settings() {
        return settings(context, spec.mode());
    }

    String name() {
        return context.getRequiredTestClass().getName();
    }

    private static MeshSpec spec(Class<?> type) {
        MeshTest said = annotation(type).orElseThrow();
        if (needsProcesses(said) && said.mode() == Mode.IN_PROCESS) {
            throw new ExtensionConfigurationException(
                    "a class can't both require processes and be in-process: leave out requires or mode: class="
                            + type.getName());
        }
        try {
            MeshShape shape = MeshShape.of(said.hosts(), said.procs()).jvmArgs(said.jvmArgs());
            return new MeshSpec(shape, said.mode(), List.of(said.requires()), said.scope());
        } catch (ShapeException e) {
            throw new ExtensionConfigurationException(
                    "no such mesh: class=" + type.getName() + ": " + e.getMessage(), e);
        }
    }

    private static boolean needsProcesses(MeshTest said) {
        return List.of(said.requires()).contains(Requirement.PROCESSES);
    }

    private static Config settings(ExtensionContext context, Mode mode) {
        return mode.in(Config.ofThisJvm().with(Parameters.settings(context)));
    }

    private static Optional<ExtensionContext> owner(ExtensionContext context) {
        @Nullable ExtensionContext found = null;
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            boolean first =
                    found == null && annotation(at.getTestClass().orElse(null)).isPresent();
            if (first || found != null && found.getTestClass().equals(at.getTestClass())) {
                found = at;
            }
        }
        return Optional.ofNullable(found);
    }

    private static Optional<MeshTest> annotation(@Nullable Class<?> type) {
        return AnnotationSupport.findAnnotation(type, MeshTest.class);
    }
}
