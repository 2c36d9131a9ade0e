package io.meshwork.wire.codec;

import io.meshwork.wire.Travelling;
import io.meshwork.wire.WireFormatException;
import java.lang.reflect.InaccessibleObjectException;
import org.jspecify.annotations.Nullable;

/** Records, component by component, in order. */
final class RecordForm implements Form {

    private final ClassValue<RecordShape> shapes = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return RecordShape.of(type);
        }
    };

    @Override
    public void write(Object value, Position at, Encoder out) {
        if (at.onlyKind() == null) {
            out.writeClass(value.getClass());
        }
        writeComponents(value, out);
    }

    void writeComponents(Object value, Encoder out) {
        shapeOf(value).write(value, out);
    }

    /** The values of its components, but for primitive ones. @throws Refusal if its module keeps it closed to us */
    @Nullable
    Object[] references(Object value) {
        return shapeOf(value).references(value);
    }

    private RecordShape shapeOf(Object value) {
        try {
            return shapes.get(value.getClass());
        } catch (InaccessibleObjectException e) {
            throw new Refusal(value.getClass().getName(), e.getMessage());
        }
    }

    @Override
    public Object read(Position at, Decoder in) {
        Class<?> type = at.onlyKind() != null ? at.bound() : in.readClass(at.bound());
        if (!type.isRecord() || Travelling.class.isAssignableFrom(type)) {
            throw new WireFormatException("not a record of data: class=" + type.getName());
        }
        return readComponents(type, at, in);
    }

    /** @param at where a value of the type stands, which fixes its type variables as far as it knows */
    Object readComponents(Class<?> type, Position at, Decoder in) {
        return shapes.get(type).read(at, in);
    }
}
