package io.meshwork.wire.codec;

import java.io.ObjectInputFilter;

/** Bounds one reading through JDK serialization: classes, depth, references, and memory by the bytes that came. */
final class SerialFilter implements ObjectInputFilter {

    static final int DEEPEST = 64;
    static final int MOST_REFERENCES = 100_000;

    /* A hash table asks for at most 8 slots per entry; an array for one per element, and each takes a byte. */
    private static final long SLOTS_PER_BYTE = 8;

    private final long mostSlots;
    private long slots;

    /** @param bytes length of the stream */
    SerialFilter(int bytes) {
        mostSlots = bytes * SLOTS_PER_BYTE;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > DEEPEST || info.references() > MOST_REFERENCES) {
            return Status.REJECTED;
        }
        if (info.arrayLength() >= 0) {
            slots += info.arrayLength();
            if (slots > mostSlots) {
                return Status.REJECTED;
            }
        }
        Class<?> type = info.serialClass();
        return type == null || SerialRules.allow(type) ? Status.ALLOWED : Status.REJECTED;
    }
}
