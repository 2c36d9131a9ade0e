package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;
import java.lang.reflect.Array;
import java.lang.reflect.Type;

/** Arrays with their exact class, nested ones too. */
final class ArrayForm implements Form {

    @Override
    public void write(Object value, Position at, Encoder out) {
        Class<?> component = value.getClass().getComponentType();
        if (at.onlyKind() == null) {
            out.writeAnyClass(component);
        }
        if (component.isPrimitive()) {
            PrimitiveArrays.write(value, out.bytes());
        } else {
            writeElements((Object[]) value, elements(component, at), out);
        }
    }

    @Override
    public Object read(Position at, Decoder in) {
        if (!at.bound().isArray() && !at.bound().isAssignableFrom(Object[].class)) {
            throw at.misfit("an array");
        }
        Class<?> component = at.onlyKind() != null ? at.bound().getComponentType() : readComponent(at.bound(), in);
        if (component.isPrimitive()) {
            return PrimitiveArrays.read(component, in);
        }
        int count = in.readCount(1);
        Object[] array = (Object[]) Array.newInstance(component, count);
        Position position = elements(component, at);
        for (int i = 0; i < count; i++) {
            array[i] = in.read(position);
        }
        return array;
    }

    private static void writeElements(Object[] array, Position position, Encoder out) {
        out.bytes().writeVarInt(array.length);
        int i = 0;
        try {
            for (; i < array.length; i++) {
                out.write(array[i], position);
            }
        } catch (Refusal e) {
            throw e.in("element " + i, array);
        }
    }

    private static Class<?> readComponent(Class<?> bound, Decoder in) {
        Class<?> component = in.readAnyClass(bound.isArray() ? bound.getComponentType() : Object.class);
        if (component == void.class) {
            throw new WireFormatException("not an array: component=void");
        }
        return component;
    }

    /** The array's own component type; with the type arguments of the position, if it is about the same class. */
    private static Position elements(Class<?> component, Position at) {
        if (at.onlyKind() != null) {
            return at.element();
        }
        Type known = at.element().boundType();
        return Position.of(component, TypeResolver.erase(known) == component ? known : component);
    }
}
