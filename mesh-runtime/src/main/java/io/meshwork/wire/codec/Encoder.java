package io.meshwork.wire.codec;

import io.meshwork.wire.WireOutput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One payload being written. For one thread. */
final class Encoder {

    /** Values nested deeper than this don't travel; it bounds the stack at both ends. */
    static final int DEEPEST = 256;

    private final WireOutput out = new WireOutput();
    private final Forms forms;
    private @Nullable Map<String, Integer> names;
    private int depth;

    Encoder(Forms forms) {
        this.forms = forms;
    }

    WireOutput bytes() {
        return out;
    }

    /** @throws Refusal if it can't travel */
    void write(@Nullable Object value, Position at) {
        Kind kind = at.onlyKind();
        if (kind != null) {
            out.writeBoolean(value != null);
            if (value != null) {
                writeBody(kind, at.require(value), at);
            }
        } else if (value == null) {
            out.writeByte(Kind.NULL.ordinal());
        } else {
            kind = forms.kindOf(value, at);
            out.writeByte(kind.ordinal());
            writeBody(kind, value, at);
        }
    }

    /** Names the class of a value, which is no array. */
    void writeClass(Class<?> type) {
        writeName(type.getName());
    }

    /** Names any class: dimensions, then what is left without them. */
    void writeAnyClass(Class<?> type) {
        int dimensions = 0;
        Class<?> leaf = type;
        while (leaf.isArray()) {
            leaf = leaf.getComponentType();
            dimensions++;
        }
        out.writeVarInt(dimensions);
        writeClass(leaf);
    }

    /** Writes the text the first time, afterwards its number. */
    void writeName(String name) {
        if (names == null) {
            names = new HashMap<>();
        }
        Integer known = names.putIfAbsent(name, names.size() + 1);
        if (known != null) {
            out.writeVarInt(known);
        } else {
            out.writeVarInt(0);
            out.writeString(name);
        }
    }

    private void writeBody(Kind kind, Object value, Position at) {
        if (++depth > DEEPEST) {
            throw Refusal.tooDeep(value);
        }
        forms.form(kind).write(value, at, this);
        depth--;
    }
}
