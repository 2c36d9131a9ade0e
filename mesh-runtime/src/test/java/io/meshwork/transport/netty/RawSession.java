package io.meshwork.transport.netty;

import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.session.Opening;
import io.meshwork.transport.session.SessionId;
import java.nio.ByteBuffer;

/** The first words of a session in a test's own hands, at either end. */
final class RawSession {

    static final int WELCOME_BYTES = 16;

    private RawSession() {}

    /** Proves itself at an acceptor, begins a session, and hears its welcome. */
    static RawPeer begin(RawPeer raw, Kind kind, Secret secret, SessionId id) {
        RawListener.prove(raw, Carrier.of(kind).dialling(secret));
        open(raw, new Opening(id, 0, 1));
        return raw;
    }

    /** @return the incarnation of the acceptor, and what it has received; or nothing if it closed */
    static long[] open(RawPeer raw, Opening opening) {
        ByteBuffer welcome = ByteBuffer.wrap(raw.say(opening.framed()).hear(WELCOME_BYTES));
        return welcome.remaining() < WELCOME_BYTES ? new long[0] : new long[] {welcome.getLong(), welcome.getLong()};
    }

    /** Takes a transport that has dialled for a peer, and hears how it opens its session. */
    static Opening accept(RawPeer raw, Kind kind, Secret secret) {
        RawListener.prove(raw, Carrier.of(kind).accepting(secret));
        return Opening.read(raw.hear(4 + Opening.BYTES), 4, Opening.BYTES);
    }

    static RawPeer say(RawPeer raw, long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * words.length);
        for (long word : words) {
            bytes.putLong(word);
        }
        return raw.say(bytes.array());
    }
}
