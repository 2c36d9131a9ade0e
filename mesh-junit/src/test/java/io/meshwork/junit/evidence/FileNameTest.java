package io.meshwork.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileNameTest {

    @Test
    void whatIsShortAndSafeStays() {
        for (String name : List.of("everyRankCounts", "everyRankCounts[2]", "my.CounterTest$Inner", "p0_2")) {
            assertThat(FileName.of(name)).isEqualTo(name);
        }
    }

    @Test
    void whatIsNotIsReplacedAndStaysApart() {
        assertThat(FileName.of("../../etc/passwd")).matches("[\\w.$-]+").doesNotStartWith(".");
        assertThat(FileName.of("a/b")).isNotEqualTo(FileName.of("a b")).isNotEqualTo(FileName.of("a_b"));
        assertThat(FileName.of("")).isNotEmpty();
        assertThat(FileName.of("..")).doesNotStartWith(".");
        assertThat(FileName.of("größe")).isNotEqualTo(FileName.of("grösse")).matches("[\\w-]+");
    }

    @Test
    void whatIsLongIsCutAndStaysApart() {
        String one = "a".repeat(300);

        assertThat(FileName.of(one)).hasSizeLessThan(100).isNotEqualTo(FileName.of(one + "a"));
    }
}
