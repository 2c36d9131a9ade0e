package io.meshwork.junit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the type variables of generic superclasses and interfaces stand for in a test class and the classes around it. */
final class TypeBindings {

    private final Map<TypeVariable<?>, Type> meanings = new HashMap<>();

    private TypeBindings() {}

    /* A nested class of a generic superclass is known as that one's; which class fixes the variables, its parents know. */
    static TypeBindings of(ExtensionContext context) {
        TypeBindings bindings = new TypeBindings();
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            at.getTestClass().ifPresent(bindings::collect);
        }
        return bindings;
    }

    /** A variable that is fixed nowhere stays as it is. */
    Type resolve(Type type) {
        Type meaning = type;
        while (meaning instanceof TypeVariable<?> && meanings.containsKey(meaning)) {
            meaning = meanings.get(meaning);
        }
        return meaning;
    }

    private void collect(Class<?> type) {
        Type superclass = type.getGenericSuperclass();
        if (superclass != null) {
            collect(superclass);
        }
        for (Type one : type.getGenericInterfaces()) {
            collect(one);
        }
    }

    private void collect(Type supertype) {
        if (supertype instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            for (int i = 0; i < raw.getTypeParameters().length; i++) {
                meanings.putIfAbsent(raw.getTypeParameters()[i], parameterized.getActualTypeArguments()[i]);
            }
            collect(raw);
        } else if (supertype instanceof Class<?> raw) {
            collect(raw);
        }
    }
}
