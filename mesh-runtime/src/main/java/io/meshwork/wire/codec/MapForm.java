package io.meshwork.wire.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps: a count, then keys and values in order. */
final class MapForm implements Form {

    @Override
    public void write(Object value, Position at, Encoder out) {
        Object[] entries = ((Map<?, ?>) value).entrySet().toArray();
        out.bytes().writeVarInt(entries.length);
        for (int i = 0; i < entries.length; i++) {
            writeEntry((Map.Entry<?, ?>) entries[i], i, value, at, out);
        }
    }

    @Override
    public Object read(Position at, Decoder in) {
        int count = in.readCount(2);
        Map<@Nullable Object, @Nullable Object> map = Containers.map(at.bound());
        for (int i = 0; i < count; i++) {
            Object key = in.read(at.element());
            map.put(key, in.read(at.mapValue()));
        }
        return Containers.finished(map, at.bound());
    }

    private static void writeEntry(Map.Entry<?, ?> entry, int index, Object map, Position at, Encoder out) {
        try {
            out.write(entry.getKey(), at.element());
        } catch (Refusal e) {
            throw e.in("key " + index, map);
        }
        try {
            out.write(entry.getValue(), at.mapValue());
        } catch (Refusal e) {
            Object key = entry.getKey();
            boolean plain = key instanceof CharSequence || key instanceof Number || key instanceof Enum;
            throw e.in(plain ? "value of key " + key : "value " + index, map);
        }
    }
}
