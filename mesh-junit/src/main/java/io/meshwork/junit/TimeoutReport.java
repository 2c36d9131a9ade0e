package io.meshwork.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Shows what the mesh of a test is at when the test has had its time, before it is interrupted: from Jupiter 5.12 on. In
 * older versions {@link OlderJupiter} puts a stand-in in its place.
 */
final class TimeoutReport implements PreInterruptCallback {

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            TestEvidence.timedOut(context);
        }
    }
}
