package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import io.meshwork.proc.Jvm;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.slf4j.LoggerFactory;

/**
 * Gives test classes their meshes: as {@link MeshTest} says, or as it is said here and registered by a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MeshExtension mesh = MeshExtension.hosts(2).procs(2).jvmArgs("-Xmx64m");
 * }</pre>
 *
 * <p>Each method gives a changed copy; what can't be had is refused when the class is run. Keeps all it has in JUnit's store;
 * building one starts nothing (J-1). For any thread.
 */
public final class MeshExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                TestInstancePreConstructCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    private final @Nullable Said said;

    /** What the annotation registers, which says the rest. */
    public MeshExtension() {
        said = null;
    }

    private MeshExtension(Said said) {
        this.said = said;
    }

    /** @param hosts 1 or more; each is a child process of the test's JVM */
    public static MeshExtension hosts(int hosts) {
        return new MeshExtension(Said.NOTHING.hosts(hosts));
    }

    /** @param extent named dimensions, slowest first: {@code zone=2,rack=3} */
    public static MeshExtension hostExtent(String extent) {
        return new MeshExtension(Said.NOTHING.hostExtent(extent));
    }

    /** @param procs on each host, 1 or more, and 1 where nothing is said */
    public MeshExtension procs(int procs) {
        return new MeshExtension(said().procs(procs));
    }

    /** @param extent named dimensions of each host: {@code gpus=4} */
    public MeshExtension procExtent(String extent) {
        return new MeshExtension(said().procExtent(extent));
    }

    /** What the JVMs of the procs are good at. Has no effect in-process. */
    public MeshExtension jvm(Jvm jvm) {
        return new MeshExtension(said().jvm(jvm));
    }

    /** Of the procs; put behind the harness's own, so they win. They have no effect in-process. */
    public MeshExtension jvmArgs(String... args) {
        return new MeshExtension(said().jvmArgs(List.of(args)));
    }

    /** Where they live; wins over the setting {@code mesh.mode}. */
    public MeshExtension mode(Mode mode) {
        return new MeshExtension(said().mode(mode));
    }

    /** What the class needs; where that is not to be had it is skipped, with the reason. */
    public MeshExtension requires(Requirement... requirements) {
        return new MeshExtension(said().requires(List.of(requirements)));
    }

    /** How long its hosts live, as in {@link MeshTest#scope}. */
    public MeshExtension scope(Scope scope) {
        return new MeshExtension(said().scope(scope));
    }

    /** What was said here; nothing where an annotation says it. */
    Said said() {
        return Objects.requireNonNullElse(said, Said.NOTHING);
    }

    boolean isSaying() {
        return said != null;
    }

    /** Skips what is not applicable in its mode, with the reason (J-7). */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        note(context);
        return MeshClass.notApplicable(context)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("applicable"));
    }

    /** Refuses what can't be had, and fills static fields. What can be had is started when it is asked for. */
    @Override
    public void beforeAll(ExtensionContext context) {
        note(context);
        Saying.requireOnce(this, context);
        MeshClass.of(context);
        if (speaksFor(context)) {
            expectHosts(context);
            Preflight.ofClass(context);
            Fields.fillStatic(context);
        }
    }

    /* The first that is heard of a test, where its instance lives for it. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
        note(context);
        if (speaksFor(context)) {
            if (context.getTestMethod().isEmpty()) { // an instance that lives for the class is made before all else
                expectHosts(context);
            }
            TestTurn.await(context);
            TestRepair.beforeTest(context);
            TestCheck.beforeInstance(context);
        }
    }

    /** Fills the fields of an instance that lives for the class. */
    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        if (speaksFor(context) && Places.isPerClass(instance.getClass(), context)) {
            Preflight.ofClass(context);
            Fields.fill(instance, context);
        }
    }

    /** Refuses what can't be had, and fills the fields of instances that live for the test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Saying.requireOnce(this, context);
        if (speaksFor(context)) {
            TestTurn.await(context);
            TestRepair.beforeTest(context);
            TestCheck.beforeTest(context);
            TestEvidence.beforeTest(context);
            Preflight.ofTest(context);
            Fields.fillInstances(context);
        }
    }

    /**
     * Has go on what a test suspended; fails it by what it caused (J-6); shows what was printed during it (J-8), and keeps
     * what is known of it (J-9).
     */
    @Override
    public void afterEach(ExtensionContext context) {
        if (!speaksFor(context)) {
            return;
        }
        @Nullable Throwable thrown = context.getExecutionException().orElse(null);
        try {
            Teardown.inOrder(List.of(() -> TestRepair.afterTest(context), () -> TestCheck.afterTest(context)));
        } catch (RuntimeException | Error e) {
            thrown = thrown == null ? e : thrown;
            throw e;
        } finally {
            Levels.of(context)
                    .fixtureIfMade()
                    .ifPresent(fixture -> fixture.fixture().output().endOfTest());
            TestEvidence.afterTest(context, thrown);
        }
    }

    /* The orderly first try; what did not come so far is closed by the store. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (speaksFor(context)) {
            Teardown.inOrder(List.of(() -> TestCheck.afterClass(context), () -> closeFixtureOf(context)));
        }
    }

    /* What is wrong with settings or shape is told to who asks for the mesh. */
    private static void expectHosts(ExtensionContext context) {
        try {
            MeshClass owner = MeshClass.of(context);
            MeshFixture.expect(owner.spec().shape(), owner.settings());
        } catch (MeshException | ExtensionConfigurationException e) {
            LoggerFactory.getLogger(MeshExtension.class).debug("nothing was started ahead", e);
        }
    }

    private static void closeFixtureOf(ExtensionContext context) {
        MeshClass owner = MeshClass.of(context);
        if (owner.spec().scope() == Scope.CLASS) {
            ScopedFixture.madeFor(context, owner).ifPresent(ScopedFixture::close);
        }
    }

    /** By the raw class and annotations only: what is wrong inside is refused by us, not as what nobody knows. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        note(context);
        return Place.of(parameter).isOurs() && (speaksFor(context) || said != null && !Saying.isNoted(this, context));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Saying.requireOnce(this, context);
        Preflight.ofParameter(parameter, context);
        return new Injected(Levels.of(context)).get(Levels.reading(context).of(Place.of(parameter)));
    }

    /** The constructor of an instance that lives for one test gets that test's actors; so from Jupiter 5.12 on. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    private void note(ExtensionContext context) {
        if (said != null
                && context.getTestMethod().isEmpty()
                && context.getTestClass().isPresent()) {
            Saying.note(this, context);
        }
    }

    /* One that an annotation registered speaks where an annotation says it, one of a field where that says it. */
    private boolean speaksFor(ExtensionContext context) {
        return Saying.at(context)
                .filter(saying -> saying.by() == (said == null ? null : this))
                .isPresent();
    }
}
