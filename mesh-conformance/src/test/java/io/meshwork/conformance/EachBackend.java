package io.meshwork.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs the tests of a class over each {@link Backend} it holds on, one backend after the other. The class has a field
 * {@code @Parameter Backend backend}; what its tests share is started in a method with {@code
 * BeforeParameterizedClassInvocation} and closed in its counterpart. One instance serves all tests on all backends.
 *
 * <p>What does not hold on a backend is not run there, rather than skipped: see {@link #processes()}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{argumentSetName}", allowZeroInvocations = true)
@ArgumentsSource(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public @interface EachBackend {

    /** Why the class holds only where hosts and procs are processes; empty if it holds on every backend. */
    String processes() default "";
}
