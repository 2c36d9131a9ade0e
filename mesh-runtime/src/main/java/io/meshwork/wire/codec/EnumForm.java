package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;

/** Enum constants by name, those with bodies too. */
final class EnumForm implements Form {

    @Override
    public void write(Object value, Position at, Encoder out) {
        Enum<?> constant = (Enum<?>) value;
        if (at.onlyKind() == null) {
            out.writeClass(constant.getDeclaringClass());
        }
        out.bytes().writeString(constant.name());
    }

    @Override
    public Object read(Position at, Decoder in) {
        Class<?> type = at.onlyKind() != null ? at.bound() : in.readClass(at.bound());
        if (!type.isEnum()) {
            throw new WireFormatException("not an enum: class=" + type.getName());
        }
        return constant(type, in.bytes().readString());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // no way to say "an enum class" of a Class<?>
    private static Object constant(Class<?> type, String name) {
        try {
            return Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("no such constant: enum=" + type.getName() + " name=" + name, e);
        }
    }
}
