package io.meshwork.wire.codec;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Lists and sets: a count and the elements in order. Collections that are neither travel as lists. */
final class CollectionForm implements Form {

    private final Kind kind;

    CollectionForm(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void write(Object value, Position at, Encoder out) {
        Object[] elements = ((Collection<?>) value).toArray();
        out.bytes().writeVarInt(elements.length);
        int i = 0;
        try {
            for (; i < elements.length; i++) {
                out.write(elements[i], at.element());
            }
        } catch (Refusal e) {
            throw e.in("element " + i, value);
        }
    }

    @Override
    public Object read(Position at, Decoder in) {
        int count = in.readCount(1);
        @Nullable Object[] elements = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            elements[i] = in.read(at.element());
        }
        return kind == Kind.SET ? Containers.set(at.bound(), elements) : Containers.list(at.bound(), elements);
    }
}
