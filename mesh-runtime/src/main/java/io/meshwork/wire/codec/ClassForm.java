package io.meshwork.wire.codec;

/** Classes as values, by name. The receiver loads them, but does not initialise them. */
final class ClassForm implements Form {

    @Override
    public void write(Object value, Position at, Encoder out) {
        Class<?> type = (Class<?>) value;
        if (type.isHidden()) {
            throw new Refusal(
                    type.getTypeName(), "a hidden class, such as that of a lambda, has no name to find it by");
        }
        out.writeAnyClass(type);
    }

    @Override
    public Object read(Position at, Decoder in) {
        return in.readAnyClass(at.element().bound());
    }
}
