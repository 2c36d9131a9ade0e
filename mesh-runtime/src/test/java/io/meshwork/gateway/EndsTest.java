package io.meshwork.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import org.junit.jupiter.api.Test;

class EndsTest {

    private final Ends ends = new Ends();

    @Test
    void theFirstWordStandsUntilThereIsAnotherProcessAtThatAddress() {
        assertThat(ends.of(process(1)).complete("was killed")).isTrue();
        assertThat(ends.of(process(1)).complete("has stopped")).isFalse();
        assertThat(ends.reason(process(1))).isEqualTo("was killed");

        ends.forget(process(1));

        assertThat(ends.reason(process(1))).isNull();
        assertThat(ends.of(process(1))).isNotDone();
    }

    @Test
    void whoWaitsForAWordStillHearsItWhenAProcessIsSaidToLive() {
        var waiting = ends.of(process(1));

        ends.forget(process(1));
        ends.of(process(1)).complete("was killed");

        assertThat(waiting).isCompletedWithValue("was killed");
    }

    @Test
    void ofSoManyTheFirstAreForgotten() {
        for (int number = 0; number < Ends.MOST + 100; number++) {
            ends.of(process(number)).complete("end " + number);
            if (number % 10 == 0) {
                ends.forget(process(number));
                ends.of(process(number)).complete("end " + number + " again");
            }
        }

        assertThat(ends.reason(process(99))).isNull();
        assertThat(ends.reason(process(100))).isEqualTo("end 100 again");
        assertThat(ends.reason(process(Ends.MOST + 99))).isEqualTo("end " + (Ends.MOST + 99));
    }

    private static Address process(int number) {
        return new Address.Unix("/run/" + number + ".s");
    }
}
