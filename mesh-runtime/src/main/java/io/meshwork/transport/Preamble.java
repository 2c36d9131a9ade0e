package io.meshwork.transport;

import io.meshwork.wire.EnvelopeFormat;

/**
 * The first bytes each end of a connection shows: {@code MESH}, the version as 4 bytes, and, where the kernel keeps others
 * from reading along, a 32-byte token. This form is the same in all versions, so that two of different ones can say so.
 */
public final class Preamble {

    /** Magic and version. */
    public static final int HEAD_BYTES = 8;

    /** Magic, version and token. */
    public static final int BYTES = HEAD_BYTES + Secret.TOKEN_BYTES;

    private static final int MAGIC = 0x4D455348;

    private Preamble() {}

    /** What the end that dials shows. */
    public static byte[] ofDialer(Secret secret) {
        return withToken(secret.dialerToken());
    }

    /** What the end that accepts shows, to one that has shown it is a dialer of this run. */
    public static byte[] ofAcceptor(Secret secret) {
        return withToken(secret.acceptorToken());
    }

    /** Writes magic and version to the start of the array. */
    public static void writeHead(byte[] into) {
        writeInt(into, 0, MAGIC);
        writeInt(into, 4, EnvelopeFormat.VERSION);
    }

    /** @throws HandshakeException unless the bytes are what a dialer of this run and version shows */
    public static void requireDialer(byte[] shown, Secret secret) {
        requireToken(secret.isDialerToken(shown, HEAD_BYTES));
        requireHead(shown);
    }

    /** @throws HandshakeException unless the bytes are what an acceptor of this run and version shows */
    public static void requireAcceptor(byte[] shown, Secret secret) {
        requireToken(secret.isAcceptorToken(shown, HEAD_BYTES));
        requireHead(shown);
    }

    /** @throws HandshakeException unless the array starts with magic and this version */
    public static void requireHead(byte[] shown) {
        if (readInt(shown, 0) != MAGIC) {
            throw HandshakeException.stranger("not a mesh connection");
        }
        int version = readInt(shown, 4);
        if (version != EnvelopeFormat.VERSION) {
            throw HandshakeException.otherVersion(version, EnvelopeFormat.VERSION);
        }
    }

    private static void requireToken(boolean shown) {
        if (!shown) {
            throw HandshakeException.stranger("the other end did not show the token of this run");
        }
    }

    private static byte[] withToken(byte[] token) {
        byte[] preamble = new byte[BYTES];
        writeHead(preamble);
        System.arraycopy(token, 0, preamble, HEAD_BYTES, Secret.TOKEN_BYTES);
        return preamble;
    }

    private static void writeInt(byte[] into, int at, int value) {
        into[at] = (byte) (value >>> 24);
        into[at + 1] = (byte) (value >>> 16);
        into[at + 2] = (byte) (value >>> 8);
        into[at + 3] = (byte) value;
    }

    private static int readInt(byte[] from, int at) {
        return from[at] << 24 | (from[at + 1] & 0xFF) << 16 | (from[at + 2] & 0xFF) << 8 | from[at + 3] & 0xFF;
    }
}
