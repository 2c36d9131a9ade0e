package io.meshwork.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Which topologies a test runs in, and which of them a context is of. */
final class Topologies {

    private Topologies() {}

    /** As the method of the context says, or else its class or one around it; empty if none does. */
    static List<String> at(ExtensionContext context) {
        Optional<MeshTopologies> ofMethod = context.getTestMethod()
                .flatMap(method -> AnnotationSupport.findAnnotation(method, MeshTopologies.class));
        return ofMethod.filter(said -> said.value().length > 0)
                .or(() -> ofClass(context))
                .map(said -> List.of(said.value()))
                .orElse(List.of());
    }

    /** That of the run of a test; empty if it runs in none. */
    static Optional<Topology> of(ExtensionContext context) {
        String id = context.getUniqueId();
        String number = id.substring(id.lastIndexOf('#') + 1).replace("]", "");
        return context.getTestMethod()
                .flatMap(method -> context.getParent())
                .map(template -> store(template).get(number, Topology.class));
    }

    static void note(Topology topology, int number, ExtensionContext template) {
        store(template).put(Integer.toString(number), topology);
    }

    /** @throws ExtensionConfigurationException if the test of the context is to run in topologies, and runs in none */
    static void requireOne(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        boolean said = AnnotationSupport.isAnnotated(method, MeshTopologies.class);
        if (!said && ofClass(context).isEmpty() || of(context).isPresent()) {
            return;
        }
        throw new ExtensionConfigurationException((said
                        ? "a test that says its topologies runs without them: leave out what stands beside"
                                + " @MeshTopologies and makes it a test, @Test for example"
                        : "a test of a class with topologies runs in none of them: accepted are @TestTemplate and"
                                + " @MeshTopologies, in the place of @Test for example")
                + ": " + where(context));
    }

    /**
     * @param places that are filled for a class
     * @throws RuntimeException if there are any though the class has topologies
     */
    static void requireNone(List<Place> places, ExtensionContext context) {
        if (!places.isEmpty() && ofClass(context).isPresent()) {
            throw places.get(0)
                    .refused(
                            "a class with topologies has no mesh of its own: accepted are places that are of a test",
                            context.getRequiredTestClass());
        }
    }

    /**
     * @param place of a constructor that is not told its test
     * @throws RuntimeException if tests of the class have topologies
     */
    static void requireNoneAnywhere(Place place, ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        boolean ofMethods = !AnnotationSupport.findAnnotatedMethods(
                        type, MeshTopologies.class, HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
        if (ofMethods || ofClass(context).isPresent()) {
            throw place.refused(
                    "a constructor is not told the topology of its test before Jupiter 5.12: accepted are fields and"
                            + " the parameters of tests and @BeforeEach",
                    type);
        }
    }

    static String where(ExtensionContext context) {
        return "class=" + context.getRequiredTestClass().getName() + " method="
                + context.getRequiredTestMethod().getName();
    }

    private static Optional<MeshTopologies> ofClass(ExtensionContext context) {
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            Optional<MeshTopologies> said =
                    at.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, MeshTopologies.class));
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }

    /* By the context's id, so that a look-up never gets what was stored further out. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(Topologies.class, context.getUniqueId()));
    }
}
