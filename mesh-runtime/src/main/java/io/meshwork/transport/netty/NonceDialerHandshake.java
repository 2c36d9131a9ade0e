package io.meshwork.transport.netty;

import io.meshwork.transport.Preamble;
import io.meshwork.transport.Secret;
import java.util.Arrays;

/** The dialer's part where bytes can be seen: hears the acceptor's hello, says its own with a proof, hears a proof. */
final class NonceDialerHandshake implements Handshake {

    private final Secret secret;
    private byte[] acceptorHello = NOTHING;
    private byte[] ownHello = NOTHING;
    private boolean over;

    NonceDialerHandshake(Secret secret) {
        this.secret = secret;
    }

    @Override
    public byte[] opening() {
        return NOTHING;
    }

    @Override
    public int wantedBytes() {
        if (over) {
            return 0;
        }
        return acceptorHello.length == 0 ? Nonces.HELLO_BYTES : Nonces.PROOF_BYTES;
    }

    @Override
    public byte[] hear(byte[] said) {
        if (acceptorHello.length == 0) {
            return answer(said);
        }
        Nonces.requireProof(Nonces.acceptorProof(secret.acceptorToken(), acceptorHello, ownHello), said, 0);
        over = true;
        return NOTHING;
    }

    private byte[] answer(byte[] hello) {
        Preamble.requireHead(hello);
        acceptorHello = hello;
        ownHello = Nonces.freshHello();
        byte[] proof = Nonces.dialerProof(secret.dialerToken(), acceptorHello, ownHello);
        byte[] answer = Arrays.copyOf(ownHello, Nonces.HELLO_BYTES + Nonces.PROOF_BYTES);
        System.arraycopy(proof, 0, answer, Nonces.HELLO_BYTES, Nonces.PROOF_BYTES);
        return answer;
    }
}
