package io.meshwork.transport.netty;

/** A frame of one byte, which no envelope is: asks the acceptor to say at once how much it has received. */
final class Flush {

    private static final int MARK = 'F';

    private Flush() {}

    /** As it travels. */
    static byte[] framed() {
        return new byte[] {0, 0, 0, 1, MARK};
    }

    static boolean is(byte[] bytes, int offset, int length) {
        return length == 1 && bytes[offset] == MARK;
    }
}
