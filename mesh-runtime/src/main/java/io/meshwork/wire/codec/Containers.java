package io.meshwork.wire.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which collection comes back where which type is declared.
 *
 * <p>For {@code List}, {@code Set}, {@code Map} and what they extend: an unmodifiable one in the order of the original,
 * nulls allowed. For the types of {@code java.util} listed here: one of that type. Other collections are no business of
 * ours and go through JDK serialization.
 */
final class Containers {

    private static final Set<Class<?>> LISTS =
            Set.of(ArrayList.class, LinkedList.class, Queue.class, Deque.class, ArrayDeque.class);
    private static final Set<Class<?>> SETS =
            Set.of(HashSet.class, LinkedHashSet.class, TreeSet.class, SortedSet.class, NavigableSet.class);
    private static final Set<Class<?>> MAPS = Set.of(
            HashMap.class,
            LinkedHashMap.class,
            TreeMap.class,
            SortedMap.class,
            NavigableMap.class,
            ConcurrentMap.class,
            ConcurrentHashMap.class);

    private Containers() {}

    static boolean canMake(Kind kind, Class<?> declared) {
        return kind.suffices(declared) || madeFor(kind).contains(declared);
    }

    /** Whether what comes back for the declared type is as good as the value. */
    static boolean keeps(Kind kind, Object value, Class<?> declared) {
        if (kind.suffices(declared)) {
            return true;
        }
        if (value instanceof SortedSet<?> set && set.comparator() != null
                || value instanceof SortedMap<?, ?> map && map.comparator() != null) {
            return false;
        }
        if (declared == Queue.class || declared == Deque.class) {
            return value.getClass() == ArrayDeque.class || value.getClass() == LinkedList.class;
        }
        return madeFor(kind).contains(declared) && (declared.isInterface() || value.getClass() == declared);
    }

    static Collection<?> list(Class<?> declared, @Nullable Object[] elements) {
        List<@Nullable Object> list = Arrays.asList(elements);
        if (Kind.LIST.suffices(declared)) {
            return Collections.unmodifiableList(list);
        }
        if (declared == ArrayList.class) {
            return new ArrayList<>(list);
        }
        return declared == ArrayDeque.class ? new ArrayDeque<>(list) : new LinkedList<>(list);
    }

    static Collection<?> set(Class<?> declared, @Nullable Object[] elements) {
        List<@Nullable Object> list = Arrays.asList(elements);
        if (SortedSet.class.isAssignableFrom(declared)) {
            return new TreeSet<>(list);
        }
        Set<@Nullable Object> set = new LinkedHashSet<>(list);
        return Kind.SET.suffices(declared) ? Collections.unmodifiableSet(set) : set;
    }

    /** A map to be filled and then {@link #finished}. */
    static Map<@Nullable Object, @Nullable Object> map(Class<?> declared) {
        if (SortedMap.class.isAssignableFrom(declared)) {
            return new TreeMap<>();
        }
        return ConcurrentMap.class.isAssignableFrom(declared) ? new ConcurrentHashMap<>() : new LinkedHashMap<>();
    }

    static Map<?, ?> finished(Map<?, ?> map, Class<?> declared) {
        return Kind.MAP.suffices(declared) ? Collections.unmodifiableMap(map) : map;
    }

    private static Set<Class<?>> madeFor(Kind kind) {
        return kind == Kind.LIST ? LISTS : kind == Kind.SET ? SETS : MAPS;
    }
}
