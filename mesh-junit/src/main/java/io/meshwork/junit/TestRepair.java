package io.meshwork.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** What the extension does around each test so that the next one finds its meshes whole (J-12). */
final class TestRepair {

    private TestRepair() {}

    /** Before what a test uses is looked for, and before the test. */
    static void beforeTest(ExtensionContext context) {
        Levels levels = Levels.of(context);
        if (levels.owner().spec().scope() != Scope.METHOD) {
            levels.fixtureIfMade()
                    .ifPresent(fixture -> fixture.fixture().repair().beforeUse());
        }
    }

    static void afterTest(ExtensionContext context) {
        Levels levels = Levels.of(context);
        if (levels.owner().spec().scope() != Scope.METHOD) {
            String test = context.getRequiredTestMethod().getName();
            levels.fixtureIfMade()
                    .ifPresent(fixture -> fixture.fixture().repair().testEnds(test));
        }
    }
}
