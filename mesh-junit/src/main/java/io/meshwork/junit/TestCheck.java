package io.meshwork.junit;

import java.util.Optional;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the extension looks for around each test (J-6). A test fails by what it caused; a class by what came between its
 * tests. JUnit suppresses what is thrown here into the failure of a test that has failed already.
 */
final class TestCheck {

    private TestCheck() {}

    /** Before an instance is made for a test. */
    static void beforeInstance(ExtensionContext context) {
        fixture(context).ifPresent(fixture -> fixture.check().testBegins());
    }

    /** Before each test; where it has an instance of its own, that was its beginning. */
    static void beforeTest(ExtensionContext context) {
        boolean shared = context.getTestInstanceLifecycle()
                .filter(cycle -> cycle == TestInstance.Lifecycle.PER_CLASS)
                .isPresent();
        if (shared) {
            fixture(context).ifPresent(fixture -> fixture.check().testBegins());
        }
    }

    /** @throws UncleanMeshError if it caused what nobody took */
    static void afterTest(ExtensionContext context) {
        Optional<ScopedFixture> fixture = fixture(context);
        if (fixture.isEmpty()) {
            return;
        }
        Findings findings = fixture.get().check().testEnds();
        boolean expected = AnnotationSupport.isAnnotated(context.getTestMethod(), ExpectFailures.class);
        require("test=" + name(context), expected ? findings.withoutFailures() : findings);
    }

    /**
     * Of a class whose hosts live on: what came between its tests is not to be the next one's.
     *
     * @throws UncleanMeshError as {@link #afterTest}
     */
    static void afterClass(ExtensionContext context) {
        Levels levels = Levels.of(context);
        if (levels.owner().spec().scope() == Scope.SESSION && levels.owner().context() == context) {
            levels.fixtureIfMade()
                    .ifPresent(fixture -> require(
                            "class=" + levels.owner().name(), fixture.check().classEnds()));
        }
    }

    /** @throws UncleanMeshError if it is not clean */
    static void require(String whose, Findings findings) {
        if (!findings.isEmpty()) {
            throw new UncleanMeshError(whose, findings);
        }
    }

    private static Optional<ScopedFixture> fixture(ExtensionContext context) {
        return Levels.of(context).fixtureIfMade();
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getName() + "."
                + context.getRequiredTestMethod().getName();
    }
}
