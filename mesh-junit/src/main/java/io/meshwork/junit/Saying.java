package io.meshwork.junit;

import io.meshwork.config.Config;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A class says what its mesh is.
 *
 * @param context of the class; its outermost, where a template makes several
 * @param by the extension that it registered to say it; null if it is annotated
 */
record Saying(ExtensionContext context, Said said, @Nullable MeshExtension by) {

    /** What holds where the context is: that of the innermost class around it that says something. */
    static Optional<Saying> at(ExtensionContext context) {
        @Nullable Saying found = null;
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            Saying here = in(at);
            if (here != null && (found == null || found.isOf(at))) {
                found = here;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Notes that an extension says it for the class of the context, unless one is noted there, or it says it further out. */
    static void note(MeshExtension extension, ExtensionContext context) {
        if (!isNoted(extension, context)) {
            store(context).getOrComputeIfAbsent(MeshExtension.class, key -> extension, MeshExtension.class);
        }
    }

    /** Whether the extension says it for the class of the context, or for one around it. */
    static boolean isNoted(MeshExtension extension, ExtensionContext context) {
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            if (noted(at) == extension) {
                return true;
            }
        }
        return false;
    }

    /** @throws ExtensionConfigurationException if the class says it twice, or by a field that is not static */
    static void requireOnce(MeshExtension extension, ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        MeshExtension noted = noted(context);
        boolean other = noted != extension && extension.isSaying() && !isNoted(extension, context);
        boolean twice = noted != null && (other || annotation(type).isPresent());
        if (twice) {
            throw new ExtensionConfigurationException(
                    "a class says twice what its mesh is: accepted is @MeshTest or one field with @RegisterExtension:"
                            + " class=" + type.getName());
        }
        if (extension.isSaying() && !isNoted(extension, context)) {
            throw new ExtensionConfigurationException(
                    "a field that says what the mesh of its class is must be static: write @RegisterExtension static"
                            + " MeshExtension: class=" + type.getName());
        }
    }

    /** The settings of its meshes. */
    Config settings() {
        return said.mode().in(Config.ofThisJvm().with(Parameters.settings(context)));
    }

    String name() {
        return context.getRequiredTestClass().getName();
    }

    private boolean isOf(ExtensionContext other) {
        return context.getTestClass().equals(other.getTestClass());
    }

    private static @Nullable Saying in(ExtensionContext context) {
        MeshExtension by = noted(context);
        if (by != null) {
            return new Saying(context, by.said(), by);
        }
        return annotation(context.getTestClass().orElse(null))
                .map(annotation -> new Saying(context, Said.by(annotation), null))
                .orElse(null);
    }

    private static @Nullable MeshExtension noted(ExtensionContext context) {
        return store(context).get(MeshExtension.class, MeshExtension.class);
    }

    private static Optional<MeshTest> annotation(@Nullable Class<?> type) {
        return AnnotationSupport.findAnnotation(type, MeshTest.class);
    }

    /* By the context's id, so that a look-up never gets what was stored for a class around it. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(Saying.class, context.getUniqueId()));
    }
}
