package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Seeded random inputs for laws about shapes and values. */
public final class RandomShapes {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private RandomShapes() {}

    /** Tries a law for so many seeds; the one that breaks it is in the failure's message. */
    public static void forSeeds(int seeds, Consumer<Random> law) {
        for (int seed = 1; seed <= seeds; seed++) {
            try {
                law.accept(new Random(seed * MIX));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** 0 to 4 dimensions of 1 to 5 members. */
    public static Extent extent(Random random) {
        List<Extent.Dim> dims = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            dims.add(new Extent.Dim("d" + i, 1 + random.nextInt(5)));
        }
        return new Extent(dims);
    }
}
