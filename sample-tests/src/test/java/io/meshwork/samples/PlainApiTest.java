package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Learn: the same meshes from a {@code main}, without the extension. Here it runs in a JVM of its own. */
class PlainApiTest {

    @Test
    void aMainNeedsNoJUnit() throws Exception {
        Process main = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PlainApi.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(main.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(main.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(printed).contains("answer: a0.p0_0", "expected: true", "orderly: true");
            assertThat(main.exitValue()).isZero();
        } finally {
            main.destroyForcibly();
        }
    }
}
