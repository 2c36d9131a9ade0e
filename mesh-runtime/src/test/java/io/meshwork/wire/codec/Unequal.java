package io.meshwork.wire.codec;

import io.meshwork.wire.Receiver;
import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random values of all that travels and has no equality: arrays, exceptions, handles; and how two of them are told alike. */
final class Unequal {

    private final Random random;
    private final Graphs graphs;

    Unequal(Random random, Graphs graphs) {
        this.random = random;
        this.graphs = graphs;
    }

    /** A handle: it arrives acting for who receives it. */
    record Door(String name, Receiver actsFor) implements Travelling {
        @Override
        public TravelForm<?> travelForm() {
            return new DoorForm(name);
        }
    }

    record DoorForm(String name) implements TravelForm<Door> {
        @Override
        public Door arrive(Receiver receiver) {
            return new Door(name, receiver);
        }
    }

    record Room(
            Door door,
            int[] sizes,
            @Nullable Object[] things,
            @Nullable Throwable trouble,
            Optional<Door> back) {}

    /** @param depth how deep it may be nested, 0 for arrays of primitives and lone handles only */
    @Nullable
    Object any(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 4)) {
            case 0 -> random.ints(random.nextInt(5)).toArray();
            case 1 -> random.doubles(random.nextInt(5)).toArray();
            case 2 -> door();
            case 3 -> graphs.any(1);
            case 4 -> things(depth - 1);
            case 5 -> new int[][] {random.ints(2).toArray(), {}, random.ints(1).toArray()};
            case 6 -> trouble(depth - 1);
            case 7 -> new ArrayList<>(Arrays.asList(any(depth - 1), any(depth - 1)));
            default ->
                new Room(
                        door(),
                        random.ints(3).toArray(),
                        things(depth - 1),
                        random.nextBoolean() ? trouble(depth - 1) : null,
                        Optional.of(door()));
        };
    }

    private Door door() {
        return new Door("door " + random.nextInt(), Travel.NOBODY);
    }

    private @Nullable Object[] things(int depth) {
        @Nullable Object[] things = new Object[random.nextInt(4)];
        for (int i = 0; i < things.length; i++) {
            things[i] = any(depth);
        }
        return things;
    }

    private Throwable trouble(int depth) {
        Throwable cause = depth > 0 ? trouble(depth - 1) : null;
        String message = "trouble " + random.nextInt();
        return switch (random.nextInt(3)) {
            case 0 -> new IllegalStateException(message, cause);
            case 1 -> new IOException(message, cause);
            default -> new AssertionError(message, cause);
        };
    }

    /** Equal for values that are alike: element by element, exceptions by class, message and cause, handles by their name. */
    static @Nullable Object likeness(@Nullable Object value) {
        if (value instanceof Door door) {
            return List.of("door", door.name(), door.actsFor() == Travel.NOBODY);
        }
        if (value instanceof Room room) {
            return Arrays.asList(
                    likeness(room.door()),
                    likeness(room.sizes()),
                    likeness(room.things()),
                    likeness(room.trouble()),
                    likeness(room.back().orElseThrow()));
        }
        if (value instanceof Throwable trouble) {
            return Arrays.asList(trouble.getClass(), trouble.getMessage(), likeness(trouble.getCause()));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Unequal::likeness).toList();
        }
        return value != null && value.getClass().isArray() ? Map.of(value.getClass(), elements(value)) : value;
    }

    private static List<@Nullable Object> elements(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(likeness(Array.get(array, i)));
        }
        return elements;
    }
}
