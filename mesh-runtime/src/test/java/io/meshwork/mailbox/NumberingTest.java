package io.meshwork.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import org.junit.jupiter.api.Test;

/** OD-1: numbers per receiver, for as long as there can be one. */
class NumberingTest {

    private final Numbering numbering = new Numbering();

    private static ActorId actor(int process, int number) {
        return new ProcId("p", address(process)).actor("a" + number);
    }

    private static Address address(int process) {
        return new Address.InProcess("p" + process);
    }

    /** OD-1 */
    @Test
    void receiversOfProcessesThatEndedAreForgottenAndAllOthersGoOn() {
        for (int process = 0; process < 1_000; process++) {
            for (int number = 0; number < 10; number++) {
                numbering.next(actor(process, number));
            }
        }

        for (int process = 1; process < 1_000; process++) {
            numbering.ended(address(process));
        }

        assertThat(numbering.size()).isLessThan(100);
        assertThat(numbering.next(actor(0, 5)).number()).isEqualTo(2);
        assertThat(numbering.next(actor(999, 5)).number()).isEqualTo(1);
    }
}
