package io.meshwork.transport;

/**
 * What the processes of one run know and nobody else: 64 random bytes. The first 32 are shown by the end that dials, the
 * last 32 by the end that accepts, so neither can be answered with itself.
 */
public final class Secret {

    public static final int BYTES = 64;
    public static final int TOKEN_BYTES = 32;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a new one. Only for the process that begins a run. */
    public static Secret fresh() {
        return new Secret(RandomBytes.fresh(BYTES));
    }

    /** @param bytes as {@link #bytes()} gave them to another process */
    public static Secret of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not a secret: accepted are 64 bytes, got: " + bytes.length);
        }
        return new Secret(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public byte[] dialerToken() {
        return token(0);
    }

    public byte[] acceptorToken() {
        return token(TOKEN_BYTES);
    }

    /** Whether the 32 bytes at the offset are what a dialer shows. Takes the same time for any bytes. */
    public boolean isDialerToken(byte[] shown, int offset) {
        return isToken(0, shown, offset);
    }

    /** Whether the 32 bytes at the offset are what an acceptor shows. Takes the same time for any bytes. */
    public boolean isAcceptorToken(byte[] shown, int offset) {
        return isToken(TOKEN_BYTES, shown, offset);
    }

    private byte[] token(int at) {
        byte[] token = new byte[TOKEN_BYTES];
        System.arraycopy(bytes, at, token, 0, TOKEN_BYTES);
        return token;
    }

    private boolean isToken(int at, byte[] shown, int offset) {
        int difference = 0;
        for (int i = 0; i < TOKEN_BYTES; i++) {
            difference |= bytes[at + i] ^ shown[offset + i];
        }
        return difference == 0;
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
