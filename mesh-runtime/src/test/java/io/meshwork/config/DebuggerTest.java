package io.meshwork.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.proc.ProcOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CF-4: under a debugger no time-out comes, and what bounds each other still does. */
class DebuggerTest {

    private static final String JDWP = "-agentlib:jdwp=transport=dt_socket,server=y";
    private static final Duration LONG = Duration.ofDays(1);

    private final Config config = Config.of(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {JDWP, "-agentpath:/jdk/lib/libjdwp.so=server=y", "-Xrunjdwp:server=y", "-Xdebug"})
    void whatStartsADebuggerIsKnown(String argument) {
        assertThat(Debugger.isStartedBy(argument)).isTrue();
        assertThat(ProcOptions.standard().jvmArgs("-Xmx1g", argument).debugger())
                .isEqualTo(argument);
        assertThat(ProcOptions.standard()
                        .rank(3, ProcOptions.standard().jvmArgs(argument))
                        .debugger())
                .isEqualTo(argument);
        assertThat(ProcOptions.standard()
                        .environment("JAVA_TOOL_OPTIONS", "-Xmx1g " + argument)
                        .debugger())
                .isEqualTo("JAVA_TOOL_OPTIONS=-Xmx1g " + argument);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dname=-agentlib:jdwp", "-javaagent:jdwp.jar", "-agentlib:hprof", "-Xint"})
    void whatStartsNoneIsNotTakenForOne(String argument) {
        assertThat(ProcOptions.standard().jvmArgs(argument).debugger()).isNull();
    }

    @Test
    void fromWhenItIsKnownOfADebuggerNoTimeOutComesButForThoseOfEnds() {
        Config before = config.with(Keys.GRACE, "100ms");

        before.debugged(JDWP);
        before.debugged("another");

        Config after = before.with(Keys.TIME_FACTOR, "3");
        for (Key key : Keys.all()) {
            if (key.type() == Key.Type.TIME) {
                assertThat(after.duration(key)).as("%s", key).isGreaterThan(LONG);
            }
        }
        assertThat(after.durationOfAnEnd(Keys.GRACE)).isEqualTo(Duration.ofMillis(300));
        assertThat(after.duration(Keys.SHUTDOWN_TIMEOUT))
                .isGreaterThan(after.duration(Keys.GRACE).multipliedBy(4));
        assertThat(after.effective(Keys.DEBUGGER).where()).isEqualTo(JDWP);
        assertThat(config.with(Keys.GRACE, "1s").isDebugged()).isTrue();
        assertThat(Config.of(Map.of()).isDebugged()).isFalse();
    }

    @Test
    void whatWasSetHasTheLastWord() {
        Config off = config.with(Keys.DEBUGGER, "false");
        Config on = config.with(Keys.DEBUGGER, "true");

        off.debugged(JDWP);

        assertThat(off.duration(Keys.GRACE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(on.duration(Keys.GRACE)).isGreaterThan(LONG);
    }

    @Test
    void aChildIsToldAndSaysWhereTheDebuggerIs() {
        config.debugged(JDWP);

        Config child = Config.ofChild(config.handedDown(), new Environment(new java.util.Properties(), Map.of()));

        assertThat(child.duration(Keys.CALL_TIMEOUT)).isGreaterThan(LONG);
        assertThat(child.effective(Keys.DEBUGGER)).isEqualTo(new Setting("mesh.debugger", "true", Layer.PUSHED, JDWP));
        assertThat(config.effective(Keys.DEBUGGER))
                .isEqualTo(new Setting("mesh.debugger", "true", Layer.DEFAULT, JDWP));
    }

    @Test
    void aTimeThatIsLongAnywayStaysOne() {
        Config longest = config.with(Map.of("mesh.call-timeout", "525600min", "mesh.debugger", "true"));

        assertThat(longest.duration(Keys.CALL_TIMEOUT)).isBetween(Duration.ofDays(365), Duration.ofDays(3651));
    }
}
