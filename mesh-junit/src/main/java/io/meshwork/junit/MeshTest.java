package io.meshwork.junit;

import io.meshwork.AllocationException;
import io.meshwork.proc.Jvm;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that gets a mesh of other processes, or one without processes ({@link #mode}). Parameters of its tests,
 * lifecycle methods and constructor, and fields that are not final and have no value yet, are given:
 *
 * <ul>
 *   <li>{@link io.meshwork.Client}, {@link io.meshwork.HostMesh}, {@link io.meshwork.ProcMesh}: those of the class, started
 *       when first asked for; {@code @Nested} classes see those of the class around them. The region of the procs is {@code
 *       hosts=h,procs=p}.
 *   <li>{@code ActorMesh<MyActor>}: spawned for the test, the same wherever the test and its {@code @BeforeEach} ask for
 *       that class, stopped after the test. Asked for by {@code @BeforeAll}, a static field, or a constructor or field
 *       where the instance lives for the class, it is one more mesh, which lives for the class.
 *   <li>{@link io.meshwork.HostRef}, {@link io.meshwork.ProcRef}, {@code ActorRef<MyActor>}: the one member of such a mesh,
 *       where it has only one.
 *   <li>{@link io.meshwork.Failures}: what has failed of the class's meshes. What a test causes and nobody takes fails that
 *       test; what comes between tests fails the class. So do messages that come back unasked: {@code
 *       client.undeliverables()}.
 *   <li>{@link MeshFixture}: what is behind these.
 * </ul>
 *
 * <p>{@link Hosts}, {@link Procs} and {@link Actors} on a parameter or field mean another mesh than the class's; {@link
 * MeshTopologies} runs a test over several. What can't be had is refused before anything is started for the class or test
 * that asks, with class, member, what was found and what is accepted. A static field is empty again after its class; one of
 * a superclass is shared by its subclasses, which then must not run in parallel.
 *
 * <p>When the class is over its processes are gone, however its tests ended; one that was left behind, by an actor that
 * started it for example, is ended and fails the class. What can't be started fails with {@link AllocationException} or
 * {@link io.meshwork.SpawnException}, once: later tests of the class fail with the same cause.
 *
 * <p>What a test damaged is whole before the next one that shares it: what it suspended goes on, and a process that has
 * ended is replaced, behind the same handles; refs to the old one fail and say after which test it was replaced. Actor
 * meshes that live for the class are spawned anew there, with their arguments and without what they knew; what a test, or
 * {@code @BeforeAll}, spawned by hand is not, and fails there. If that fails, so do the tests that are left, with that one
 * cause. Tests that share a mesh run one after the other, also where tests run in parallel; with {@link Scope#METHOD} they
 * share none. Classes run beside each other, but for those that share hosts.
 *
 * <p>A {@code @Nested} class with a {@code @MeshTest} of its own has its own mesh. The settings {@code mesh.*} are read
 * from JUnit's configuration parameters, then from system properties and the environment.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Tag("mesh")
@ExtendWith({MeshExtension.class, TimeoutReport.class})
@ResourceLock(value = SharedMeshes.NAME, mode = ResourceAccessMode.READ, providers = SharedMeshes.class)
public @interface MeshTest {

    /** Stands for a number that is not said. */
    int UNSAID = Integer.MIN_VALUE;

    /** 1 or more, and 1 where nothing is said; each is a child process of the test's JVM. */
    int hosts() default UNSAID;

    /** On each host, 1 or more, and 1 where nothing is said; each is a child process of its host. */
    int procs() default UNSAID;

    /** Named dimensions in the place of {@link #hosts}, slowest first: {@code zone=2,rack=3}. */
    String hostExtent() default "";

    /** Named dimensions of each host in the place of {@link #procs}: {@code gpus=4}. */
    String procExtent() default "";

    /** Where they live; wins over the setting {@code mesh.mode}. */
    Mode mode() default Mode.AS_SET;

    /**
     * How long its hosts live. Procs live for the test with {@link Scope#METHOD}, else for the class; actors for the test
     * or, where a place that is of no test asks for them, for the class.
     */
    Scope scope() default Scope.CLASS;

    /** What the class needs; where that is not to be had it is skipped, with the reason. */
    Requirement[] requires() default {};

    /** What the JVMs of the procs are good at. Has no effect in-process. */
    Jvm jvm() default Jvm.QUICK_START;

    /** Of the procs; put behind the harness's own, so they win. They have no effect in-process. */
    String[] jvmArgs() default {};
}
