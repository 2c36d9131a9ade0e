package io.meshwork.wire.codec;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random values of all that travels and has an equality. */
final class Graphs {

    private final Random random;

    Graphs(Random random) {
        this.random = random;
    }

    enum Colour {
        RED,
        GREEN {},
        BLUE
    }

    sealed interface Tree<T> permits Leaf, Fork, Hole {}

    record Leaf<T>(T value) implements Tree<T> {}

    record Fork<T>(Tree<T> left, Tree<T> right) implements Tree<T> {}

    enum Hole implements Tree<Object> {
        EMPTY
    }

    record Mixed(
            boolean z,
            byte b,
            short s,
            char c,
            int i,
            long j,
            float f,
            double d,
            @Nullable String text,
            @Nullable Integer boxed,
            @Nullable Colour colour,
            List<@Nullable String> names,
            Map<String, Colour> colours,
            Optional<Long> maybe,
            @Nullable Object any) {}

    record Shelf<A, B extends Comparable<B>>(
            List<A> all,
            Set<B> some,
            Map<B, List<A>> byKey,
            @Nullable A one) {}

    record Call(int number, Code code) {
        interface Code extends Serializable {
            Object run(int argument);
        }

        static Call of(int number, Object captured) {
            return new Call(number, argument -> argument == number ? captured : argument);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Call that
                    && number == that.number
                    && Objects.equals(code.run(number), that.code.run(number));
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** @param depth how deep it may be nested, 0 for scalars only */
    @Nullable
    Object any(int depth) {
        return switch (random.nextInt(depth > 0 ? 18 : 9)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> text();
            case 3 -> colour();
            case 4 -> random.nextLong();
            case 5 -> Duration.ofNanos(random.nextLong());
            case 6 -> random.nextDouble();
            case 7 -> random.nextInt(20) == 0 ? LocalDate.ofEpochDay(random.nextInt(100_000)) : random.nextBoolean();
            case 8 -> Instant.ofEpochMilli(random.nextInt());
            case 9 -> list(depth - 1);
            case 10 -> new LinkedHashSet<>(list(depth - 1));
            case 11 -> map(depth - 1);
            case 12 -> mixed(depth - 1);
            case 13 -> tree(depth - 1);
            case 14 -> shelf(depth - 1);
            case 15 -> Optional.ofNullable(any(depth - 1));
            case 16 -> Call.of(random.nextInt(), any(depth - 1));
            default -> new Leaf<>(list(depth - 1));
        };
    }

    List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            list.add(any(depth));
        }
        return list;
    }

    private Map<Object, Object> map(int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        list(depth).forEach(value -> map.put(text(), value));
        return map;
    }

    Mixed mixed(int depth) {
        return new Mixed(
                random.nextBoolean(),
                (byte) random.nextInt(),
                (short) random.nextInt(),
                (char) random.nextInt(),
                random.nextInt(),
                random.nextLong(),
                random.nextFloat(),
                random.nextDouble(),
                random.nextBoolean() ? text() : null,
                random.nextBoolean() ? random.nextInt() : null,
                random.nextBoolean() ? colour() : null,
                Arrays.asList(text(), null, text()),
                Map.of(text(), colour()),
                random.nextBoolean() ? Optional.of(random.nextLong()) : Optional.empty(),
                any(depth));
    }

    private Tree<?> tree(int depth) {
        if (depth <= 0) {
            return random.nextBoolean() ? Hole.EMPTY : new Leaf<>(any(0));
        }
        return new Fork<>(raw(tree(depth - 1)), raw(tree(depth - 1)));
    }

    @SuppressWarnings("unchecked") // holes are of any type
    private static Tree<Object> raw(Tree<?> tree) {
        return (Tree<Object>) tree;
    }

    private Shelf<Object, String> shelf(int depth) {
        List<@Nullable Object> all = list(depth);
        return new Shelf<>(all, Set.of(text()), Map.of(text(), all), any(depth));
    }

    private Colour colour() {
        return Colour.values()[random.nextInt(3)];
    }

    private String text() {
        int length = random.nextInt(12);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(10) == 0 ? 0x1F600 + random.nextInt(50) : 32 + random.nextInt(200));
        }
        return text.toString();
    }
}
