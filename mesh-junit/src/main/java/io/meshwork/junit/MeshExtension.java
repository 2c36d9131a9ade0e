package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.Failures;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Gives test classes their meshes, as {@link MeshTest} says. Keeps all it has in JUnit's store; building one starts nothing
 * (J-1). For any thread.
 */
public final class MeshExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    private static final Set<Class<?>> OURS =
            Set.of(Client.class, HostMesh.class, ProcMesh.class, ActorMesh.class, Failures.class);

    /** Skips what is not applicable in its mode, with the reason (J-7). */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return MeshClass.notApplicable(context)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("applicable"));
    }

    /** Refuses a mesh that can't be had. What can be had is started when it is asked for. */
    @Override
    public void beforeAll(ExtensionContext context) {
        MeshClass.of(context);
    }

    /* The first that is heard of a test, where its instance lives for it. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
        TestTurn.await(context);
        TestRepair.beforeTest(context);
        TestCheck.beforeInstance(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestTurn.await(context);
        TestRepair.beforeTest(context);
        TestCheck.beforeTest(context);
        TestEvidence.beforeTest(context);
    }

    /**
     * Has go on what a test suspended; fails it by what it caused (J-6); shows what was printed during it (J-8), and keeps
     * what is known of it (J-9).
     */
    @Override
    public void afterEach(ExtensionContext context) {
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
        Teardown.inOrder(List.of(() -> TestCheck.afterClass(context), () -> closeFixtureOf(context)));
    }

    private static void closeFixtureOf(ExtensionContext context) {
        MeshClass owner = MeshClass.of(context);
        if (owner.spec().scope() == Scope.CLASS) {
            ScopedFixture.madeFor(context, owner).ifPresent(ScopedFixture::close);
        }
    }

    /** By the raw class only: what is wrong inside is refused by us, not as a parameter that nobody knows. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return OURS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Injected injected = new Injected(Levels.of(context));
        if (type == ActorMesh.class) {
            return injected.actors(ActorType.of(parameter, context));
        }
        if (type == ProcMesh.class) {
            return injected.procs();
        }
        if (type == HostMesh.class) {
            return injected.hosts();
        }
        Client client = injected.client();
        return type == Client.class ? client : client.failures();
    }

    /** The constructor of an instance that lives for one test gets that test's actors; so from Jupiter 5.12 on. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }
}
