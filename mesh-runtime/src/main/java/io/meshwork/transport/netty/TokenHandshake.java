package io.meshwork.transport.netty;

import io.meshwork.transport.HandshakeException;
import io.meshwork.transport.Preamble;
import io.meshwork.transport.Secret;

/** The dialer shows its token with its first frames; the acceptor, once that is right, shows its own. */
final class TokenHandshake implements Handshake {

    private final Secret secret;
    private final boolean dials;
    private boolean over;

    private TokenHandshake(Secret secret, boolean dials) {
        this.secret = secret;
        this.dials = dials;
    }

    static TokenHandshake ofDialer(Secret secret) {
        return new TokenHandshake(secret, true);
    }

    static TokenHandshake ofAcceptor(Secret secret) {
        return new TokenHandshake(secret, false);
    }

    @Override
    public byte[] opening() {
        return dials ? Preamble.ofDialer(secret) : NOTHING;
    }

    @Override
    public int wantedBytes() {
        return over ? 0 : Preamble.BYTES;
    }

    @Override
    public byte[] hear(byte[] said) {
        if (dials) {
            Preamble.requireAcceptor(said, secret);
        } else {
            Preamble.requireDialer(said, secret);
        }
        over = true;
        return dials ? NOTHING : Preamble.ofAcceptor(secret);
    }

    /** One of another version did show the token of this run: it is told the version of this end. */
    @Override
    public byte[] farewell(HandshakeException reason) {
        return reason.isOtherVersion() && !dials ? Preamble.ofAcceptor(secret) : NOTHING;
    }
}
