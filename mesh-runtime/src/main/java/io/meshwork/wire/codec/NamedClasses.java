package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;
import java.lang.reflect.Modifier;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that payloads name, within what a position allows. Upholds PC-2: a name that can't fit is refused
 * before anything is loaded, and nothing here initialises a class.
 */
final class NamedClasses {

    private static final int MOST_DIMENSIONS = 255;
    private static final Class<?>[] PRIMITIVES = {
        boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, void.class
    };
    private static final Class<?>[] BOXES = {
        Boolean.class,
        Byte.class,
        Short.class,
        Character.class,
        Integer.class,
        Long.class,
        Float.class,
        Double.class,
        Void.class
    };

    private final ClassLoader loader;
    private final ConcurrentMap<String, Class<?>> found = new ConcurrentHashMap<>();

    NamedClasses(ClassLoader loader) {
        this.loader = loader;
    }

    static Class<?> box(Class<?> primitive) {
        for (int i = 0; i < PRIMITIVES.length; i++) {
            if (PRIMITIVES[i] == primitive) {
                return BOXES[i];
            }
        }
        throw new IllegalArgumentException("not a primitive: class=" + primitive);
    }

    ClassLoader loader() {
        return loader;
    }

    /** @throws WireFormatException if there is none that fits the bound */
    Class<?> find(String name, Class<?> bound) {
        Class<?> type = findIfPresent(name, bound);
        if (type == null) {
            throw new WireFormatException("class not found: name=" + name);
        }
        return type;
    }

    /**
     * Null if this process doesn't have the class.
     *
     * @throws WireFormatException if it doesn't fit the bound
     */
    @Nullable
    Class<?> findIfPresent(String name, Class<?> bound) {
        Class<?> type = found.get(name);
        if (type == null) {
            if (!mayFit(name, bound)) {
                throw misfit(name, bound);
            }
            type = load(name);
        }
        if (type != null && !bound.isAssignableFrom(type)) {
            throw misfit(name, bound);
        }
        return type;
    }

    /**
     * As {@link #find(String, Class)} for any class; what fits {@code Object} here are primitives too, and what fits a
     * box is its primitive.
     *
     * @param dimensions 0 for a class that is no array
     * @param name of the class without its dimensions
     */
    Class<?> find(int dimensions, String name, Class<?> bound) {
        if (dimensions > MOST_DIMENSIONS) {
            throw new WireFormatException("too many dimensions: count=" + dimensions);
        }
        Class<?> leafBound = bound;
        int left = dimensions;
        while (left > 0 && leafBound.isArray()) {
            leafBound = leafBound.getComponentType();
            left--;
        }
        Class<?> primitive = primitive(name);
        if (primitive != null && dimensions == 0 && bound.isAssignableFrom(box(primitive))) {
            return primitive;
        }
        Class<?> leaf = primitive != null ? primitive : find(name, left > 0 ? Object.class : leafBound);
        Class<?> type = leaf;
        for (int i = 0; i < dimensions; i++) {
            type = type.arrayType();
        }
        if (!bound.isAssignableFrom(type)) {
            throw misfit(type.getName(), bound);
        }
        return type;
    }

    private @Nullable Class<?> load(String name) {
        if (name.startsWith("[")) {
            return null;
        }
        try {
            Class<?> type = Class.forName(name, false, loader);
            found.put(name, type);
            return type;
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return null;
        }
    }

    private static boolean mayFit(String name, Class<?> bound) {
        if (bound.isSealed() && !bound.isEnum()) {
            for (Class<?> permitted : bound.getPermittedSubclasses()) {
                if (permitted.getName().equals(name) || mayFit(name, permitted)) {
                    return true;
                }
            }
            return bound.getName().equals(name);
        }
        boolean closed = bound.isEnum() || bound.isPrimitive() || Modifier.isFinal(bound.getModifiers());
        return !closed || bound.getName().equals(name);
    }

    private static @Nullable Class<?> primitive(String name) {
        for (Class<?> primitive : PRIMITIVES) {
            if (primitive.getName().equals(name)) {
                return primitive;
            }
        }
        return null;
    }

    private static WireFormatException misfit(String name, Class<?> bound) {
        return new WireFormatException("class does not fit: declared=" + bound.getName() + " got=" + name);
    }
}
