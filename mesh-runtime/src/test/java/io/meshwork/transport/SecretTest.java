package io.meshwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void tokensOfBothEndsDifferAndAreNotTakenForEachOther() {
        Secret secret = Secret.fresh();

        assertThat(secret.isDialerToken(secret.dialerToken(), 0)).isTrue();
        assertThat(secret.isAcceptorToken(secret.acceptorToken(), 0)).isTrue();
        assertThat(secret.isDialerToken(secret.acceptorToken(), 0)).isFalse();
        assertThat(secret.isAcceptorToken(secret.dialerToken(), 0)).isFalse();
    }

    @Test
    void anyFlippedBitMakesAnotherToken() {
        Secret secret = Secret.fresh();
        for (int bit = 0; bit < 8 * Secret.TOKEN_BYTES; bit++) {
            byte[] token = secret.dialerToken();
            token[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(secret.isDialerToken(token, 0)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void travelsAsItsBytes() {
        Secret secret = Secret.fresh();
        Secret same = Secret.of(secret.bytes());

        assertThat(same.isDialerToken(secret.dialerToken(), 0)).isTrue();
        assertThat(secret.bytes())
                .hasSize(Secret.BYTES)
                .isNotEqualTo(Secret.fresh().bytes());
    }

    @Test
    void isNotSeenInItsText() {
        assertThat(Secret.fresh().toString()).isEqualTo("Secret");
    }

    @Test
    void isNotChangedThroughItsBytes() {
        byte[] bytes = Secret.fresh().bytes();
        Secret secret = Secret.of(bytes);
        byte[] token = secret.dialerToken();
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(secret.bytes(), (byte) 0);

        assertThat(secret.dialerToken()).isEqualTo(token);
    }

    @Test
    void refusesAnotherLength() {
        assertThatThrownBy(() -> Secret.of(new byte[63]))
                .hasMessageContaining("64")
                .hasMessageContaining("got: 63");
    }
}
