package io.meshwork.wire.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What generic types mean for those who use them. */
final class TypeResolver {

    private TypeResolver() {}

    /** The class that all values of a type have: variables and wildcards by their first upper bound. */
    static Class<?> erase(Type type) {
        Type known = upper(type);
        if (known instanceof Class<?> plain) {
            return plain;
        }
        if (known instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (known instanceof GenericArrayType array) {
            return erase(array.getGenericComponentType()).arrayType();
        }
        return Object.class;
    }

    /** Whether another declaration says which type this is. */
    static boolean isOpen(Type type) {
        return type instanceof TypeVariable || type instanceof WildcardType;
    }

    /** The type argument with this number, or the component of an array; {@code Object} if there is none. */
    static Type argument(Type type, int index) {
        Type known = upper(type);
        if (known instanceof GenericArrayType array) {
            return array.getGenericComponentType();
        }
        if (known instanceof Class<?> plain && plain.isArray()) {
            return plain.getComponentType();
        }
        if (known instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return index < arguments.length ? arguments[index] : Object.class;
        }
        return Object.class;
    }

    /** What a class's type variables stand for where it is used as the given type; those that stay open are absent. */
    static Map<TypeVariable<?>, Type> bindings(Class<?> type, Type bound) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        Type known = upper(bound);
        if (known instanceof ParameterizedType && type.getTypeParameters().length > 0) {
            Type own = new Parameterized(type, type.getTypeParameters());
            Type seen = supertype(own, erase(known));
            if (seen != null) {
                unify(seen, known, bindings);
            }
        }
        return bindings;
    }

    /** The type with its variables replaced; those that aren't bound stay. */
    static Type substitute(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof TypeVariable<?> variable) {
            return bindings.getOrDefault(variable, variable);
        }
        if (type instanceof WildcardType) {
            return substitute(upper(type), bindings);
        }
        if (type instanceof GenericArrayType array) {
            return new GenericArray(substitute(array.getGenericComponentType(), bindings));
        }
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments().clone();
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = substitute(arguments[i], bindings);
            }
            return new Parameterized(erase(type), arguments);
        }
        return type;
    }

    /** How a type sees one of its supertypes; null if it is none. */
    static @Nullable Type supertype(Type type, Class<?> wanted) {
        Class<?> raw = erase(type);
        if (raw == wanted || !wanted.isAssignableFrom(raw)) {
            return raw == wanted ? type : null;
        }
        Map<TypeVariable<?>, Type> bindings = bindings(raw, type);
        for (Type parent : raw.getGenericInterfaces()) {
            Type found = supertype(substitute(parent, bindings), wanted);
            if (found != null) {
                return found;
            }
        }
        Type parent = raw.getGenericSuperclass();
        return parent == null ? null : supertype(substitute(parent, bindings), wanted);
    }

    private static void unify(Type pattern, Type actual, Map<TypeVariable<?>, Type> bindings) {
        if (pattern instanceof TypeVariable<?> variable) {
            bindings.putIfAbsent(variable, actual);
        } else if (pattern instanceof ParameterizedType && erase(pattern) == erase(actual)) {
            int count = ((ParameterizedType) pattern).getActualTypeArguments().length;
            for (int i = 0; i < count; i++) {
                unify(argument(pattern, i), argument(actual, i), bindings);
            }
        }
    }

    private static Type upper(Type type) {
        Type known = type;
        while (isOpen(known)) {
            known = known instanceof TypeVariable<?> variable
                    ? variable.getBounds()[0]
                    : ((WildcardType) known).getUpperBounds()[0];
        }
        return known;
    }

    private record Parameterized(Class<?> raw, Type[] arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments;
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public String getTypeName() {
            StringBuilder text = new StringBuilder(raw.getName()).append('<');
            for (int i = 0; i < arguments.length; i++) {
                text.append(i == 0 ? "" : ", ").append(arguments[i].getTypeName());
            }
            return text.append('>').toString();
        }
    }

    private record GenericArray(Type component) implements GenericArrayType {

        @Override
        public Type getGenericComponentType() {
            return component;
        }

        @Override
        public String getTypeName() {
            return component.getTypeName() + "[]";
        }
    }
}
