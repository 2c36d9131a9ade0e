package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A region and the model that went through the same verbs. */
public record RandomViews(Region region, ViewModel model) {

    static RandomViews whole(Extent extent) {
        return new RandomViews(Region.of(extent), ViewModel.of(extent));
    }

    /** Up to 6 verbs of any kind, one after the other. */
    public static RandomViews any(Extent extent, Random random) {
        RandomViews view = whole(extent);
        for (int steps = random.nextInt(7); steps > 0; steps--) {
            view = view.next(random);
        }
        return view;
    }

    private RandomViews next(Random random) {
        if (region.extent().isUnity()) {
            return random.nextBoolean() ? this : flatten("all");
        }
        return switch (random.nextInt(7)) {
            case 0 -> slice(random);
            case 1 -> flatten("all" + random.nextInt(3));
            case 2 -> split(random);
            case 3 -> rename(anyDim(random).name(), "r" + random.nextInt(1000));
            default -> range(random);
        };
    }

    private RandomViews slice(Random random) {
        Extent.Dim dim = anyDim(random);
        int index = random.nextInt(dim.size());
        return new RandomViews(region.slice(dim.name(), index), model.slice(dim.name(), index));
    }

    private RandomViews range(Random random) {
        Extent.Dim dim = anyDim(random);
        int from = random.nextInt(dim.size());
        int to = from + 1 + random.nextInt(dim.size() - from);
        int step = 1 + random.nextInt(3);
        return new RandomViews(region.range(dim.name(), from, to, step), model.range(dim.name(), from, to, step));
    }

    private RandomViews flatten(String label) {
        return new RandomViews(region.flatten(label), model.flatten(label));
    }

    private RandomViews split(Random random) {
        Extent.Dim dim = anyDim(random);
        Extent parts = parts(dim, random);
        return new RandomViews(region.split(dim.name(), parts), model.split(dim.name(), parts));
    }

    private RandomViews rename(String from, String to) {
        boolean taken = model.labels().contains(to);
        return taken ? this : new RandomViews(region.rename(from, to), model.rename(from, to));
    }

    Extent.Dim anyDim(Random random) {
        List<Extent.Dim> dims = region.extent().dims();
        return dims.get(random.nextInt(dims.size()));
    }

    /** A factorisation of a dimension, under names that nothing else has. */
    static Extent parts(Extent.Dim dim, Random random) {
        List<Extent.Dim> parts = new ArrayList<>();
        int rest = dim.size();
        for (int i = 0; i < 3; i++) {
            int bound = rest;
            int[] divisors = IntStream.rangeClosed(1, bound)
                    .filter(divisor -> bound % divisor == 0)
                    .toArray();
            int size = i == 2 ? rest : divisors[random.nextInt(divisors.length)];
            parts.add(new Extent.Dim("s" + random.nextInt(1_000_000) + "-" + i, size));
            rest /= size;
        }
        return new Extent(parts);
    }
}
