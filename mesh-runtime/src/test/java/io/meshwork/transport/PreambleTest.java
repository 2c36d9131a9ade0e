package io.meshwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PreambleTest {

    private final Secret secret = Secret.fresh();

    @Test
    void eachEndKnowsTheOther() {
        assertThatCode(() -> Preamble.requireDialer(Preamble.ofDialer(secret), secret))
                .doesNotThrowAnyException();
        assertThatCode(() -> Preamble.requireAcceptor(Preamble.ofAcceptor(secret), secret))
                .doesNotThrowAnyException();
    }

    @Test
    void oneOfAnotherRunIsAStrangerWhateverItsVersion() {
        byte[] shown = Preamble.ofDialer(Secret.fresh());
        shown[7] = 2;

        assertThatExceptionOfType(HandshakeException.class)
                .isThrownBy(() -> Preamble.requireDialer(shown, secret))
                .matches(e -> !e.isOtherVersion());
    }

    @Test
    void oneOfThisRunAndAnotherVersionIsToldBothVersions() {
        byte[] shown = Preamble.ofDialer(secret);
        shown[7] = 2;

        assertThatExceptionOfType(HandshakeException.class)
                .isThrownBy(() -> Preamble.requireDialer(shown, secret))
                .withMessageContaining("theirs=2 ours=1")
                .matches(HandshakeException::isOtherVersion);
    }

    @Test
    void startsWithTheMagic() {
        assertThat(Preamble.ofDialer(secret)).hasSize(Preamble.BYTES).startsWith('M', 'E', 'S', 'H', 0, 0, 0, 1);
    }
}
