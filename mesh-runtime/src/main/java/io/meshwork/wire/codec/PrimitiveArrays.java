package io.meshwork.wire.codec;

import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;

/** Arrays of primitives: a count, then the elements, big-endian. */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    static void write(Object array, WireOutput out) {
        if (array instanceof byte[] bytes) {
            out.writeBytes(bytes);
        } else if (array instanceof int[] ints) {
            out.writeVarInt(ints.length);
            for (int value : ints) {
                out.writeInt(value);
            }
        } else if (array instanceof long[] longs) {
            out.writeVarInt(longs.length);
            for (long value : longs) {
                out.writeLong(value);
            }
        } else if (array instanceof double[] doubles) {
            out.writeVarInt(doubles.length);
            for (double value : doubles) {
                out.writeDouble(value);
            }
        } else {
            writeRare(array, out);
        }
    }

    private static void writeRare(Object array, WireOutput out) {
        if (array instanceof boolean[] booleans) {
            out.writeVarInt(booleans.length);
            for (boolean value : booleans) {
                out.writeBoolean(value);
            }
        } else if (array instanceof short[] shorts) {
            out.writeVarInt(shorts.length);
            for (short value : shorts) {
                out.writeShort(value);
            }
        } else if (array instanceof char[] chars) {
            out.writeVarInt(chars.length);
            for (char value : chars) {
                out.writeShort(value);
            }
        } else {
            float[] floats = (float[]) array;
            out.writeVarInt(floats.length);
            for (float value : floats) {
                out.writeFloat(value);
            }
        }
    }

    static Object read(Class<?> component, Decoder decoder) {
        WireInput in = decoder.bytes();
        if (component == byte.class) {
            return in.readBytes();
        }
        if (component == int.class) {
            int[] ints = new int[decoder.readCount(Integer.BYTES)];
            for (int i = 0; i < ints.length; i++) {
                ints[i] = in.readInt();
            }
            return ints;
        }
        if (component == long.class) {
            long[] longs = new long[decoder.readCount(Long.BYTES)];
            for (int i = 0; i < longs.length; i++) {
                longs[i] = in.readLong();
            }
            return longs;
        }
        if (component == double.class) {
            double[] doubles = new double[decoder.readCount(Double.BYTES)];
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] = in.readDouble();
            }
            return doubles;
        }
        return readRare(component, decoder);
    }

    private static Object readRare(Class<?> component, Decoder decoder) {
        WireInput in = decoder.bytes();
        if (component == boolean.class) {
            boolean[] booleans = new boolean[decoder.readCount(1)];
            for (int i = 0; i < booleans.length; i++) {
                booleans[i] = in.readBoolean();
            }
            return booleans;
        }
        if (component == short.class) {
            short[] shorts = new short[decoder.readCount(Short.BYTES)];
            for (int i = 0; i < shorts.length; i++) {
                shorts[i] = in.readShort();
            }
            return shorts;
        }
        if (component == char.class) {
            char[] chars = new char[decoder.readCount(Character.BYTES)];
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) in.readShort();
            }
            return chars;
        }
        float[] floats = new float[decoder.readCount(Float.BYTES)];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = in.readFloat();
        }
        return floats;
    }
}
