package io.meshwork.wire.codec;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the field that holds an object which JDK serialization came upon and which can't travel. */
final class HolderSearch {

    private static final int MOST_OBJECTS = 10_000;
    private static final int NOT_SERIALIZED = Modifier.STATIC | Modifier.TRANSIENT;
    private static final String MAKE_IT_A_RECORD =
            "inside a class that goes through JDK serialization it can't: make" + " that class a record";

    private final Object wanted;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Held> open = new ArrayDeque<>();

    /** @param by the field that holds the object, itself or in a collection; null for the outermost one */
    private record Held(Object object, @Nullable Field by) {}

    HolderSearch(Object wanted) {
        this.wanted = wanted;
    }

    /** @param root what was to be serialized */
    Refusal explain(Object root) {
        boolean lambda = wanted instanceof SerializedLambda;
        Refusal refusal = lambda ? new Refusal("a lambda", MAKE_IT_A_RECORD) : Refusal.of(wanted);
        if (Kind.ofValues(wanted.getClass()) != null) {
            refusal.advise(MAKE_IT_A_RECORD);
        }
        if (root == wanted) {
            return refusal;
        }
        Field holder = find(root);
        if (holder == null) {
            return refusal.in("content", root);
        }
        refusal.of("field " + holder.getName(), holder.getDeclaringClass().getName());
        return holder.getDeclaringClass().isInstance(root) ? refusal : refusal.in("content", root);
    }

    private @Nullable Field find(Object root) {
        add(root, null);
        while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
            Held held = open.remove();
            if (isWanted(held.object())) {
                return held.by();
            }
            addContent(held);
        }
        return null;
    }

    private boolean isWanted(Object object) {
        return object == wanted || wanted instanceof SerializedLambda && LambdaForm.isLambda(object.getClass());
    }

    private void addContent(Held held) {
        if (held.object() instanceof Object[] elements) {
            for (Object element : elements) {
                add(element, held.by());
            }
        } else if (held.object() instanceof Collection<?> elements) {
            elements.forEach(element -> add(element, held.by()));
        } else if (held.object() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key, held.by());
                add(value, held.by());
            });
        } else {
            for (Class<?> type = held.object().getClass(); type != null; type = type.getSuperclass()) {
                addFields(held.object(), type);
            }
        }
    }

    private void addFields(Object object, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            boolean serialized = (field.getModifiers() & NOT_SERIALIZED) == 0;
            if (serialized && !field.getType().isPrimitive() && field.trySetAccessible()) {
                add(valueOf(field, object), field);
            }
        }
    }

    private void add(@Nullable Object object, @Nullable Field by) {
        if (object != null && seen.add(object)) {
            open.add(new Held(object, by));
        }
    }

    private static @Nullable Object valueOf(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            return null;
        }
    }
}
