package io.meshwork.junit;

import io.meshwork.actor.Actor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import org.jspecify.annotations.Nullable;

/** Reads off a place {@code ActorMesh<MyActor>} or {@code ActorRef<MyActor>} which actor it means. */
final class ActorType {

    private ActorType() {}

    /** @throws RuntimeException that refuses the place, if it doesn't say */
    static Class<? extends Actor> of(Place place, Class<?> testClass, TypeBindings bindings) {
        String mesh = place.type().getSimpleName();
        if (!(place.generic() instanceof ParameterizedType declared)) {
            throw refused(mesh + " without actor type", place, testClass);
        }
        Type argument = declared.getActualTypeArguments()[0];
        Class<?> type = rawClass(bindings.resolve(upperBound(argument)));
        if (type == null && argument instanceof TypeVariable<?> variable) {
            String why = "the actor type is not known: no test class fixes " + variable.getName();
            throw refused(why, place, testClass);
        }
        if (type == null || !Actor.class.isAssignableFrom(type) || type == Actor.class) {
            throw refused(mesh + " without one actor type", place, testClass);
        }
        return type.asSubclass(Actor.class);
    }

    /** Whether it says so. */
    static boolean isTold(Place place, TypeBindings bindings) {
        Class<?> type = place.generic() instanceof ParameterizedType declared
                ? rawClass(bindings.resolve(upperBound(declared.getActualTypeArguments()[0])))
                : null;
        return type != null && Actor.class.isAssignableFrom(type) && type != Actor.class;
    }

    private static Type upperBound(Type argument) {
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    private static @Nullable Class<?> rawClass(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof Class<?> known ? known : null;
    }

    private static RuntimeException refused(String why, Place place, Class<?> testClass) {
        return place.refused(why + ": write " + place.type().getSimpleName() + "<MyActor>", testClass);
    }
}
