package io.meshwork.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CF-1: each setting is understood or refused. */
class ConfigTest {

    private static final List<Key> ALL_TIMES =
            Keys.all().stream().filter(key -> key.type() == Key.Type.TIME).toList();
    private static final String TIMES = "500ms, 2s or 1min";
    private static final String NETS = "all, none or a list of hook,lease,reaper,sweep";
    private static final Config STANDARD = Config.of(Map.of());

    @Test
    void timesAreReadWithTheirUnitAndMultiplied() {
        assertThat(STANDARD.duration(Keys.GRACE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(STANDARD.with(Keys.GRACE, "300ms").duration(Keys.GRACE)).isEqualTo(Duration.ofMillis(300));
        assertThat(STANDARD.with(Keys.CALL_TIMEOUT, " 2 min ").duration(Keys.CALL_TIMEOUT))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(STANDARD.with(Keys.TIME_FACTOR, "2.5").duration(Keys.GRACE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(STANDARD.with(Keys.TIME_FACTOR, "2.5").scaled(Duration.ofMillis(2)))
                .isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void everyTimeThatIsNoneIsRefusedWithTheAcceptedForms() {
        for (Key key : ALL_TIMES) {
            for (String wrong : new String[] {"", "s", "2", "2h", "-1s", "99999999999s"}) {
                assertRefused(key, wrong, TIMES);
            }
        }
    }

    @Test
    void noTimeMayBeNothingOrOverAYear() {
        for (Key key : ALL_TIMES) {
            for (String wrong : new String[] {"0s", "0ms", "000 min", "525601min"}) {
                assertRefused(key, wrong, TIMES + "; 1ms to 365 days when multiplied by mesh.time-factor");
            }
        }
        assertThatThrownBy(() -> STANDARD.with(Map.of("mesh.time-factor", "0.1", "mesh.grace", "9ms")))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("1ms to 365 days when multiplied by mesh.time-factor, got: mesh.grace=9ms");
    }

    @ParameterizedTest
    @CsvSource({
        "mesh.mailbox-capacity, 1, 2147483647, 0",
        "mesh.cast-fanout, 2, 1024, 1",
        "mesh.cast-fanout, 2, 1024, 1025",
        "mesh.max-workers, 1, 2147483647, 0",
        "mesh.max-workers, 1, 2147483647, many",
        "mesh.terminate-concurrency, 1, 256, 0",
        "mesh.terminate-concurrency, 1, 256, 257",
        "mesh.tail-lines, 1, 10000, 0",
        "mesh.tail-lines, 1, 10000, 10001",
        "mesh.tail-lines, 1, 10000, ''",
        "mesh.debug.rank, 0, 2147483647, last",
        "mesh.debug.rank, 0, 2147483647, ''",
    })
    void aNumberOutOfItsRangeIsRefusedWithTheRange(String name, int least, int most, String wrong) {
        Key key = Objects.requireNonNull(Keys.named(name));

        assertRefused(key, wrong, "a whole number, " + least + " to " + most);
        assertThat(STANDARD.with(key, Integer.toString(least)).integer(key)).isEqualTo(least);
        assertThat(STANDARD.with(key, " " + most + " ").integer(key)).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "mesh.max-frame, 1024, 2147483647, 1023",
        "mesh.max-frame, 1024, 2147483647, 2147483648",
        "mesh.max-frame, 1024, 2147483647, 2GiB",
        "mesh.max-frame, 1024, 2147483647, 1GB",
        "mesh.max-frame, 1024, 2147483647, GiB",
        "mesh.max-frame, 1024, 2147483647, -1KiB",
        "mesh.max-frame, 1024, 2147483647, 9007199254740992KiB",
        "mesh.mailbox-bytes, 1024, 1099511627776, 1025GiB",
        "mesh.connection-bytes, 1024, 1099511627776, ''",
    })
    void anAmountOfBytesOutOfItsRangeIsRefusedWithTheRange(String name, long least, long most, String wrong) {
        Key key = Objects.requireNonNull(Keys.named(name));

        assertRefused(key, wrong, "a whole number of bytes, 64KiB, 64MiB or 1GiB; " + least + " to " + most + " bytes");
        assertThat(STANDARD.with(key, Long.toString(least)).bytes(key)).isEqualTo(least);
        assertThat(STANDARD.with(key, " " + most + " ").bytes(key)).isEqualTo(most);
    }

    @Test
    void bytesAreReadWithTheirUnit() {
        assertThat(STANDARD.bytes(Keys.MAX_FRAME)).isEqualTo(1 << 30);
        assertThat(STANDARD.bytes(Keys.MAILBOX_BYTES)).isEqualTo(64 << 20);
        assertThat(STANDARD.with(Keys.CONNECTION_BYTES, "3 KiB").bytes(Keys.CONNECTION_BYTES))
                .isEqualTo(3 << 10);
    }

    @ParameterizedTest
    @CsvSource({
        "mesh.event-loop, 'auto, epoll, nio'",
        "mesh.when-full, 'wait, return'",
        "mesh.keep, 'failed, always, never'",
        "mesh.mode, 'processes, in-process'",
        "mesh.in-process.copy, 'true, false'",
        "mesh.refuse-spawn-after-failure, 'false, true'",
    })
    void whatIsNoneOfTheChoicesIsRefusedWithThem(String name, String accepted) {
        Key key = Objects.requireNonNull(Keys.named(name));

        assertRefused(key, "yes", accepted);
        for (String one : accepted.split(", ")) {
            assertThat(STANDARD.with(key, one).text(key)).isEqualTo(one);
            assertThat(STANDARD.with(key, one).flag(key)).isEqualTo(one.equals("true"));
        }
    }

    @Test
    void numbersAndPathsHaveTheirStandards() {
        assertThat(STANDARD.duration(Keys.CLEANUP_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
        assertThat(STANDARD.integer(Keys.TERMINATE_CONCURRENCY)).isEqualTo(16);
        assertThat(STANDARD.integer(Keys.TAIL_LINES)).isEqualTo(50);
        assertThat(STANDARD.text(Keys.EVIDENCE_DIR)).isEqualTo("target/mesh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "twice", "", "NaN"})
    void aFactorOutOfItsRangeIsRefused(String wrong) {
        assertRefused(Keys.TIME_FACTOR, wrong, "a number above 0, at most 1000");
    }

    @Test
    void aTransportThatIsNoneIsRefused() {
        assertRefused(Keys.TRANSPORT, "pigeon", "auto, unix, tcp");
        assertThat(STANDARD.with(Keys.TRANSPORT, " tcp").text(Keys.TRANSPORT)).isEqualTo("tcp");
    }

    @Test
    void evidenceNeedsAPath() {
        assertRefused(Keys.EVIDENCE_DIR, " ", "the path of a directory");
        assertRefused(Keys.EVIDENCE_DIR, "a\0b", "the path of a directory");
    }

    @Test
    void netsAreAllNoneOrAList() {
        assertThat(STANDARD.net("lease")).isTrue();
        assertThat(STANDARD.with(Keys.NETS, "none").net("lease")).isFalse();
        assertThat(STANDARD.with(Keys.NETS, "hook,lease").net("lease")).isTrue();
        assertThat(STANDARD.with(Keys.NETS, "hook,lease").net("sweep")).isFalse();
        assertThat(STANDARD.with(Keys.NETS, "reaper,reaper").net("reaper")).isTrue();
    }

    @Test
    void blanksAroundNetsMeanNothing() {
        Config config = STANDARD.with(Keys.NETS, " lease , sweep ");

        assertThat(config.net("lease")).isTrue();
        assertThat(config.net("sweep")).isTrue();
        assertThat(config.net("hook")).isFalse();
        assertThat(STANDARD.with(Keys.NETS, " all ").net("hook")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ",", "lease,", "leese", "lease sweep", "all,lease", "none,lease", "Lease", "lease;"})
    void netsThatAreNoneAreRefused(String wrong) {
        assertRefused(Keys.NETS, wrong, NETS);
    }

    @Test
    void namesAreAListOrNone() {
        assertThat(STANDARD.names(Keys.INHERIT)).isEmpty();
        assertThat(STANDARD.number(Keys.DEBUG_RANK)).isEmpty();
        assertThat(STANDARD.with(Keys.INHERIT, "app.name, feature.*").names(Keys.INHERIT))
                .containsExactly("app.name", "feature.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.name,,other", "app.name=x", "app*.name", ","})
    void namesThatAreNoneAreRefused(String wrong) {
        assertRefused(Keys.INHERIT, wrong, "names with commas between them; one that ends in * is all that begin so");
    }

    @Test
    void theVariableOfAKeyIsItsNameInCapitals() {
        assertThat(Keys.CALL_TIMEOUT.variable()).isEqualTo("MESH_CALL_TIMEOUT");
    }

    @Test
    void everyStandardIsUnderstood() {
        for (Key key : Keys.all()) {
            if (!key.standard().isEmpty()) {
                assertThat(STANDARD.with(key, key.standard()).text(key)).isEqualTo(key.standard());
            }
        }
    }

    private static void assertRefused(Key key, String wrong, String accepted) {
        assertThatThrownBy(() -> STANDARD.with(key, wrong))
                .isInstanceOf(MeshException.class)
                .hasMessage("setting not understood: accepted is " + accepted + ", got: " + key.name() + "="
                        + wrong.strip() + " (test override: Config.with)");
    }
}
