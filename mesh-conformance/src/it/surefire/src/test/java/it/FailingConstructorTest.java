package it;

import io.meshwork.ProcMesh;
import io.meshwork.junit.MeshTest;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;

/** The first parameter has started the mesh when the second one fails: JUnit calls neither beforeAll nor afterAll. */
@MeshTest
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(FailingConstructorTest.NeverThere.class)
class FailingConstructorTest {

    FailingConstructorTest(ProcMesh procs, Thread neverThere) {}

    @Test
    void isNeverReached() {}

    /** Resolves nothing, once the mesh is up. */
    static final class NeverThere implements ParameterResolver {

        private static final Method SAY =
                ReflectionSupport.findMethod(Up.class, "say", ProcMesh.class).orElseThrow();

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Thread.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            context.getExecutableInvoker().invoke(SAY); // its procs are those that the first parameter got
            throw new ParameterResolutionException("told to fail");
        }
    }
}
