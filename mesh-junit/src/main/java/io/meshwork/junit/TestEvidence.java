package io.meshwork.junit;

import io.meshwork.failure.MeshFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the evidence of a test kept, in the fixture that it used, and attached to its report. */
final class TestEvidence {

    private static final String INVOCATION = "-invocation:#";

    private TestEvidence() {}

    static void beforeTest(ExtensionContext context) {
        fixture(context).ifPresent(fixture -> fixture.evidence().testBegins());
    }

    /** @param thrown what it failed with; null if it passed */
    static void afterTest(ExtensionContext context, @Nullable Throwable thrown) {
        fixture(context).ifPresent(fixture -> {
            List<MeshFailure> failures = fixture.check().failuresOfTest();
            Optional<Path> folder = fixture.evidence().testEnds(name(context), thrown, failures);
            folder.ifPresent(path -> Attachment.publish(context, path));
        });
    }

    /** It has had its time, and is about to be interrupted. */
    static void timedOut(ExtensionContext context) {
        fixture(context)
                .ifPresent(fixture -> fixture.evidence()
                        .timedOut(name(context), fixture.check().failuresOfTest()));
    }

    /** {@code everyRankCounts}, and {@code everyRankCounts[2]} for the second invocation of a template. */
    private static String name(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        String id = context.getUniqueId();
        int at = id.lastIndexOf(INVOCATION);
        if (at < 0) {
            return method;
        }
        int from = at + INVOCATION.length();
        return method + "[" + id.substring(from, id.indexOf(']', from)) + "]";
    }

    private static Optional<ScopedFixture> fixture(ExtensionContext context) {
        return Levels.of(context).fixtureIfMade();
    }
}
