package io.meshwork.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** LA-7: whose a process is, by the chain it carries. */
class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void whatDescendsFromAChildIsItsOwners() {
        ledger.assign("a1", "OneTest");
        ledger.assign("a2", "OtherTest");

        assertThat(ledger.ownerOf("run/a1", "run")).contains("OneTest");
        assertThat(ledger.ownerOf("run/a2/a2b1", "run")).contains("OtherTest");
    }

    @Test
    void anotherOwnerTakesOver() {
        ledger.assign("a1", "nobody yet");
        ledger.assign("a1", "OneTest");

        assertThat(ledger.ownerOf("run/a1/a1b1", "run")).contains("OneTest");
    }

    @Test
    void whatIsOfAnotherRunOrOfNoneIsNobodys() {
        ledger.assign("a1", "OneTest");

        assertThat(ledger.ownerOf("other/a1", "run")).isEmpty();
        assertThat(ledger.ownerOf("runs/a1", "run")).isEmpty();
        assertThat(ledger.ownerOf("run", "run")).isEmpty();
        assertThat(ledger.ownerOf("", "run")).isEmpty();
        assertThat(ledger.ownerOf("run/a9", "run")).isEmpty();
    }
}
