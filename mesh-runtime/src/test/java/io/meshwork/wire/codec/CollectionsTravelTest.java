package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.WireFormatException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectionsTravelTest {

    private final Travel travel = new Travel();

    record Item(String name, int count) {}

    record Plain(List<Item> list, Set<Item> set, Map<String, Item> map, Collection<Item> any, Iterable<Item> some) {}

    record Concrete(
            ArrayList<Item> arrayList,
            LinkedList<Item> linked,
            Queue<Item> queue,
            HashMap<String, Item> hashMap,
            TreeMap<String, Item> treeMap,
            SortedSet<String> sorted,
            ConcurrentMap<String, Item> concurrent) {}

    record Rare(
            CopyOnWriteArrayList<String> list,
            SortedSet<String> reversed,
            EnumSet<TimeUnit> units,
            EnumMap<TimeUnit, List<String>> byUnit,
            Serializable bySerialization) {}

    @Test
    void collectionsComeBackEqualAndInOrder() {
        List<Item> items = List.of(new Item("b", 2), new Item("a", 1), new Item("c", 3));
        Map<String, Item> map = new LinkedHashMap<>();
        items.forEach(item -> map.put(item.name(), item));
        Plain plain = new Plain(items, new LinkedHashSet<>(items), map, items, new ArrayDeque<>(items));

        Plain back = travel.anywhere(plain);

        assertThat(back.list()).isEqualTo(items);
        assertThat(back.set()).containsExactlyElementsOf(items);
        assertThat(back.map()).containsExactlyEntriesOf(map);
        assertThat(back.any()).isEqualTo(items);
        assertThat(back.some()).containsExactlyElementsOf(items);
    }

    @Test
    void theyComeBackUnmodifiable() {
        List<String> list = travel.anywhere(new ArrayList<>(List.of("a")));
        Map<String, String> map = travel.anywhere(Map.of("a", "b"));

        assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.put("b", "c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theyMayHoldNulls() {
        Map<String, Integer> map = new HashMap<>();
        map.put(null, null);

        assertThat(travel.anywhere(Arrays.asList("a", null))).containsExactly("a", null);
        assertThat(travel.anywhere(map)).isEqualTo(map);
        assertThat(travel.anywhere(Collections.singleton(null))).containsExactly((Object) null);
    }

    @Test
    void viewsTravelAsWhatTheyShow() {
        Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1));

        assertThat(travel.anywhere(map.keySet())).containsExactly("a");
        assertThat(travel.<Collection<Integer>>to(Object.class, map.values())).containsExactly(1);
        assertThat(travel.anywhere(List.of(1, 2, 3).subList(1, 3))).containsExactly(2, 3);
        assertThat(travel.anywhere(new TreeSet<>(List.of("b", "a")).headSet("b")))
                .containsExactly("a");
    }

    @Test
    void aDeclaredClassOfTheJdkComesBackAsThatClass() {
        Item item = new Item("a", 1);
        ConcurrentMap<String, Item> shared = new ConcurrentHashMap<>(Map.of("a", item));
        Concrete concrete = new Concrete(
                new ArrayList<>(List.of(item)),
                new LinkedList<>(List.of(item)),
                new LinkedList<>(List.of(item)),
                new HashMap<>(Map.of("a", item)),
                new TreeMap<>(Map.of("a", item)),
                new TreeSet<>(List.of("x", "w")),
                shared);

        assertThat(travel.anywhere(concrete)).isEqualTo(concrete);
        assertThat(travel.<Object>to(ArrayList.class, List.of(1))).isInstanceOf(ArrayList.class);
        assertThat(travel.<Object>to(ArrayDeque.class, List.of(1))).isInstanceOf(ArrayDeque.class);
        assertThat(travel.<TreeSet<Integer>>to(TreeSet.class, Set.of(2, 1))).containsExactly(1, 2);
    }

    @Test
    void otherCollectionsGoThroughJdkSerialization() {
        TreeSet<String> reversed = new TreeSet<>(Comparator.reverseOrder());
        reversed.addAll(List.of("a", "b"));
        Rare rare = new Rare(
                new CopyOnWriteArrayList<>(List.of("x")),
                reversed,
                EnumSet.of(TimeUnit.DAYS),
                new EnumMap<>(Map.of(TimeUnit.HOURS, List.of("a"))),
                new ConcurrentHashMap<>(Map.of(1, Set.of(2))));

        Rare back = travel.anywhere(rare);

        assertThat(back).isEqualTo(rare);
        assertThat(back.reversed()).containsExactly("b", "a");
        assertThat(travel.<Object>to(Comparator.class, Comparator.naturalOrder()))
                .isEqualTo(Comparator.naturalOrder());
    }

    @Test
    void aCollectionWeCannotMakeIsRefused() {
        assertThatThrownBy(() -> travel.to(CopyOnWriteArrayList.class, List.of(1)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("declared=java.util.concurrent.CopyOnWriteArrayList got=LIST");
    }
}
