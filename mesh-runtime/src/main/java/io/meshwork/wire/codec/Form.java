package io.meshwork.wire.codec;

/** How one family of values is written and read. Safe for any thread. */
interface Form {

    /**
     * Writes what position and tag do not say: the class, where several may stand here, then the body.
     *
     * @throws Refusal if it can't travel
     */
    void write(Object value, Position at, Encoder out);

    /** Reads it back; what it gives fits the position, or the decoder refuses it. */
    Object read(Position at, Decoder in);
}
