package io.meshwork.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Tells JUnit that the tests of a class whose meshes they share run one after the other (J-13): each class has a lock of its
 * own, those that share hosts for the session have one together. Asked from Jupiter 5.12 on; before, {@link TestTurn} alone
 * holds it.
 */
final class SharedMeshes implements ResourceLocksProvider {

    /* Nobody writes it: where no provider is asked it keeps no test from another. */
    static final String NAME = "io.meshwork.junit";

    SharedMeshes() {}

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return AnnotationSupport.findAnnotation(testClass, MeshTest.class)
                .map(said -> locks(said.scope(), testClass))
                .orElse(Set.of());
    }

    /** Without a word of its own it is in the hands of the class around it, whose lock it runs under. */
    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> around, Class<?> testClass) {
        return provideForClass(testClass);
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> around, Class<?> testClass, Method testMethod) {
        return Set.of();
    }

    private static Set<Lock> locks(Scope scope, Class<?> testClass) {
        return switch (scope) {
            case METHOD -> Set.of();
            case CLASS -> Set.of(new Lock(NAME + ":" + testClass.getName(), ResourceAccessMode.READ_WRITE));
            case SESSION -> Set.of(new Lock(NAME + ":session", ResourceAccessMode.READ_WRITE));
        };
    }
}
