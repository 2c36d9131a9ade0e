package io.meshwork.transport.netty;

import io.meshwork.transport.Preamble;
import io.meshwork.transport.Secret;

/** The acceptor's part where bytes can be seen: says its hello, hears the dialer's with a proof, answers with a proof. */
final class NonceAcceptorHandshake implements Handshake {

    private final Secret secret;
    private final byte[] ownHello = Nonces.freshHello();
    private boolean over;

    NonceAcceptorHandshake(Secret secret) {
        this.secret = secret;
    }

    @Override
    public byte[] opening() {
        return ownHello;
    }

    @Override
    public int wantedBytes() {
        return over ? 0 : Nonces.HELLO_BYTES + Nonces.PROOF_BYTES;
    }

    @Override
    public byte[] hear(byte[] said) {
        Preamble.requireHead(said);
        byte[] expected = Nonces.dialerProof(secret.dialerToken(), ownHello, said);
        Nonces.requireProof(expected, said, Nonces.HELLO_BYTES);
        over = true;
        return Nonces.acceptorProof(secret.acceptorToken(), ownHello, said);
    }
}
