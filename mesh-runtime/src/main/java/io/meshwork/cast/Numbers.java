package io.meshwork.cast;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** The numbers of the members of a block by position, as runs of equal ones: mostly there is one run. */
final class Numbers {

    private static final int LEAST_BYTES_PER_RUN = 9;

    private final long[] values;
    private final int[] lengths;
    private final int size;

    private Numbers(long[] values, int[] lengths) {
        this.values = values;
        this.lengths = lengths;
        int sum = 0;
        for (int length : lengths) {
            sum = Math.addExact(sum, length);
        }
        size = sum;
    }

    static Numbers of(long[] numbers) {
        long[] values = new long[numbers.length];
        int[] lengths = new int[numbers.length];
        int runs = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                values[runs++] = numbers[i];
            }
            lengths[runs - 1]++;
        }
        return new Numbers(Arrays.copyOf(values, runs), Arrays.copyOf(lengths, runs));
    }

    int size() {
        return size;
    }

    /** Those of so many members, from an offset on. */
    Numbers part(int offset, int count) {
        long[] some = new long[values.length];
        int[] of = new int[values.length];
        int runs = 0;
        int start = 0;
        for (int run = 0; run < values.length; run++) {
            int from = Math.max(start, offset);
            int to = Math.min(start + lengths[run], offset + count);
            if (from < to) {
                some[runs] = values[run];
                of[runs++] = to - from;
            }
            start += lengths[run];
        }
        return new Numbers(Arrays.copyOf(some, runs), Arrays.copyOf(of, runs));
    }

    void forEach(LongConsumer taker) {
        for (int run = 0; run < values.length; run++) {
            for (int i = 0; i < lengths[run]; i++) {
                taker.accept(values[run]);
            }
        }
    }

    void write(WireOutput out) {
        out.writeVarInt(values.length);
        for (int run = 0; run < values.length; run++) {
            out.writeLong(values[run]);
            out.writeVarInt(lengths[run]);
        }
    }

    static Numbers read(WireInput in) {
        int runs = in.readCount(LEAST_BYTES_PER_RUN);
        long[] values = new long[runs];
        int[] lengths = new int[runs];
        for (int run = 0; run < runs; run++) {
            values[run] = in.readLong();
            lengths[run] = in.readVarInt();
        }
        try {
            return new Numbers(values, lengths);
        } catch (ArithmeticException e) {
            throw new WireFormatException("more members than can be", e);
        }
    }
}
