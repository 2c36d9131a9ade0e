package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record class taken apart: how its components are read, where they stand, how it is made again. */
final class RecordShape {

    /*
     * Fields are read through var handles, called with the receiver as Object and the field's erased type; the
     * canonical constructor is called reflectively. The JDK has ready-made code for both: anything else that method
     * handles can do makes the first use in a process spin classes, which takes longer than the rest of a child's
     * start.
     */
    private static final char REFERENCE = 'L';

    private final RecordComponent[] components;
    private final char[] types;
    private final VarHandle[] fields;
    private final Position[] positions;
    private final Constructor<?> constructor;
    private final boolean generic;

    private RecordShape(RecordComponent[] components, VarHandle[] fields, Constructor<?> constructor) {
        this.components = components;
        this.fields = fields;
        this.constructor = constructor;
        generic = constructor.getDeclaringClass().getTypeParameters().length > 0;
        types = new char[components.length];
        positions = new Position[components.length];
        for (int i = 0; i < components.length; i++) {
            Class<?> type = components[i].getType();
            types[i] = type.isPrimitive() ? type.descriptorString().charAt(0) : REFERENCE;
            positions[i] = Position.of(components[i].getGenericType(), components[i].getGenericType());
        }
    }

    /** @throws InaccessibleObjectException if its module keeps it closed to us */
    static RecordShape of(Class<?> record) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
            RecordComponent[] components = record.getRecordComponents();
            VarHandle[] fields = new VarHandle[components.length];
            Class<?>[] parameters = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                parameters[i] = components[i].getType();
                fields[i] = lookup.findVarHandle(record, components[i].getName(), parameters[i]);
            }
            Constructor<?> constructor = record.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return new RecordShape(components, fields, constructor);
        } catch (ReflectiveOperationException e) {
            Module module = record.getModule();
            throw new InaccessibleObjectException("its module does not let us read it, open its package to us: module="
                    + module.getName() + " package=" + record.getPackageName());
        }
    }

    /** @throws Refusal naming the component that can't travel */
    void write(Object record, Encoder out) {
        int i = 0;
        try {
            for (; i < fields.length; i++) {
                writeComponent(record, i, out);
            }
        } catch (Refusal e) {
            throw e.of("field " + components[i].getName(), record.getClass().getName());
        }
    }

    Object read(Position at, Decoder in) {
        Position[] known = positionsAt(at);
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = types[i] == REFERENCE ? in.read(known[i]) : readPrimitive(types[i], in.bytes());
        }
        return make(values);
    }

    @Nullable
    Object[] references(Object record) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = types[i] == REFERENCE ? (Object) fields[i].get(record) : null;
        }
        return values;
    }

    private void writeComponent(Object record, int index, Encoder encoder) {
        VarHandle field = fields[index];
        WireOutput out = encoder.bytes();
        switch (types[index]) {
            case 'Z' -> out.writeBoolean((boolean) field.get(record));
            case 'B' -> out.writeByte((byte) field.get(record));
            case 'S' -> out.writeShort((short) field.get(record));
            case 'C' -> out.writeShort((char) field.get(record));
            case 'I' -> out.writeInt((int) field.get(record));
            case 'J' -> out.writeLong((long) field.get(record));
            case 'F' -> out.writeFloat((float) field.get(record));
            case 'D' -> out.writeDouble((double) field.get(record));
            default -> encoder.write((Object) field.get(record), positions[index]);
        }
    }

    private static Object readPrimitive(char type, WireInput in) {
        return switch (type) {
            case 'Z' -> in.readBoolean();
            case 'B' -> (byte) in.readByte();
            case 'S' -> in.readShort();
            case 'C' -> (char) in.readShort();
            case 'I' -> in.readInt();
            case 'J' -> in.readLong();
            case 'F' -> in.readFloat();
            default -> in.readDouble();
        };
    }

    private Position[] positionsAt(Position at) {
        if (!generic) {
            return positions;
        }
        Map<TypeVariable<?>, Type> bindings = TypeResolver.bindings(constructor.getDeclaringClass(), at.boundType());
        if (bindings.isEmpty()) {
            return positions;
        }
        Position[] bound = new Position[positions.length];
        for (int i = 0; i < bound.length; i++) {
            Type written = components[i].getGenericType();
            bound[i] = Position.of(written, TypeResolver.substitute(written, bindings));
        }
        return bound;
    }

    private Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new WireFormatException(
                    "record refuses its values: record="
                            + constructor.getDeclaringClass().getName() + " error=" + e.getCause(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new WireFormatException("record can't be made: record=" + constructor.getDeclaringClass(), e);
        }
    }
}
