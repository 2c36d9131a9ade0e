package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.codec.Travel.TypeOf;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PC-1: what is declared decides how a value is written. PC-2: and what may come back. */
class GenericsTravelTest {

    private final Travel travel = new Travel();

    record Item(String name) {}

    record Other(String name) {}

    record Bar<T>(List<T> items) {}

    record Pair<A, B>(A first, Optional<? extends B> second, Map<String, List<A>> more) {}

    record Outer<T>(Bar<T> bar, Bar<Item> fixed, List<? super Item> any, T[] array, List<T>[] lists) {}

    record Bounded<T extends Comparable<T>>(T least, List<T> all) {}

    sealed interface Shape<T> permits Circle, Square {}

    record Circle<U>(List<U> points) implements Shape<U> {}

    record Square<S>(Map<S, Item> corners) implements Shape<S> {}

    interface Named<T> {}

    record ByName<K, T>(K key, T value) implements Named<List<T>> {}

    record Drawing(Shape<Item> shape, Named<List<Item>> named) {}

    @Test
    @SuppressWarnings("unchecked") // no generic arrays
    void genericRecordsComeBackEqual() {
        Item item = new Item("a");
        Outer<Item> outer = new Outer<>(
                new Bar<>(List.of(item)), new Bar<>(List.of(item)), List.of(item, "b"), new Item[] {item}, (List<Item>
                                [])
                        new List<?>[] {List.of(item)});

        Type declared = new TypeOf<Outer<Item>>() {}.type();

        assertThat(travel.<Outer<Item>>to(declared, outer))
                .usingRecursiveComparison()
                .isEqualTo(outer);
        assertThat(travel.anywhere(outer)).usingRecursiveComparison().isEqualTo(outer);
        Pair<Item, Integer> pair = new Pair<>(item, Optional.of(1), Map.of("x", List.of(item)));
        assertThat(travel.<Object>to(new TypeOf<Pair<Item, Number>>() {}.type(), pair))
                .isEqualTo(pair);
        Bounded<String> bounded = new Bounded<>("a", List.of("a", "b"));
        assertThat(travel.<Object>to(Bounded.class, bounded)).isEqualTo(bounded);
        Drawing drawing = new Drawing(new Circle<>(List.of(item)), new ByName<>(1, item));
        assertThat(travel.anywhere(drawing)).isEqualTo(drawing);
        Drawing other = new Drawing(new Square<>(Map.of(item, item)), null);
        assertThat(travel.anywhere(other)).isEqualTo(other);
    }

    @Test
    void anElementOfAnotherClassIsRefused() {
        Type items = new TypeOf<List<Item>>() {}.type();

        assertThatThrownBy(() -> travel.to(items, List.of(new Other("x")))).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> travel.to(new TypeOf<Bar<Item>>() {}.type(), new Bar<>(List.of(new Other("x")))))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("declared=" + Item.class.getName())
                .hasMessageContaining("got=" + Other.class.getName());
        assertThatThrownBy(() -> travel.to(new TypeOf<List<? extends Item>>() {}.type(), List.of(new Other("x"))))
                .isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> travel.to(new TypeOf<List<Item>[]>() {}.type(), new List<?>[] {List.of("x")}))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void typeArgumentsAreSeenThroughSupertypes() {
        Type shape = new TypeOf<Shape<Item>>() {}.type();
        Type named = new TypeOf<Named<List<Item>>>() {}.type();

        assertThat(travel.<Object>to(shape, new Circle<>(List.of(new Item("a")))))
                .isInstanceOf(Circle.class);
        assertThatThrownBy(() -> travel.to(shape, new Circle<>(List.of(new Other("a")))))
                .isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> travel.to(named, new ByName<>(1, new Other("a"))))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void aVariableNobodyFixesIsBoundByItsDeclaration() {
        byte[] forged = travel.encode(new Bar<>(List.of(new Item("not comparable"))));
        byte[] comparable = Travel.forged(Kind.RECORD, Bounded.class.getName(), Kind.RECORD, Item.class.getName());

        assertThat(travel.decode(forged, Bar.class)).isInstanceOf(Bar.class);
        assertThatThrownBy(() -> travel.decode(comparable, Bounded.class)).isInstanceOf(WireFormatException.class);
    }
}
