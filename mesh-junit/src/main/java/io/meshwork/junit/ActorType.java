package io.meshwork.junit;

import io.meshwork.actor.Actor;
import java.lang.reflect.Executable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Reads off a parameter {@code ActorMesh<MyActor>} which actor it means. */
final class ActorType {

    private ActorType() {}

    /** @throws ParameterResolutionException if it doesn't say */
    static Class<? extends Actor> of(ParameterContext parameter, ExtensionContext context) {
        Type declared = declaredType(parameter);
        if (!(declared instanceof ParameterizedType mesh)) {
            throw refused("ActorMesh without actor type", declared, parameter, context);
        }
        TypeBindings bindings = TypeBindings.of(context);
        Type argument = mesh.getActualTypeArguments()[0];
        Class<?> type = rawClass(bindings.resolve(upperBound(argument)));
        if (type == null && argument instanceof TypeVariable<?> variable) {
            String why = "the actor type is not known: no test class fixes " + variable.getName();
            throw refused(why, declared, parameter, context);
        }
        if (type == null || !Actor.class.isAssignableFrom(type) || type == Actor.class) {
            throw refused("ActorMesh without one actor type", declared, parameter, context);
        }
        return type.asSubclass(Actor.class);
    }

    /*
     * Parameter.getParameterizedType() is raw for constructors of inner classes that javac 17 compiled: the outer instance
     * is in the descriptor, but not in the signature.
     */
    private static Type declaredType(ParameterContext parameter) {
        Executable executable = parameter.getDeclaringExecutable();
        Type[] generic = executable.getGenericParameterTypes();
        int index = parameter.getIndex() - (executable.getParameterCount() - generic.length);
        return index < 0 ? parameter.getParameter().getType() : generic[index];
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

    private static ParameterResolutionException refused(
            String why, Type found, ParameterContext parameter, ExtensionContext context) {
        return new ParameterResolutionException(why + ": write ActorMesh<MyActor>: class="
                + context.getRequiredTestClass().getName() + " method="
                + name(parameter.getDeclaringExecutable()) + " parameter="
                + parameter.getParameter().getName() + " found=" + simple(found));
    }

    private static String name(Executable executable) {
        String declaring = executable.getDeclaringClass().getSimpleName();
        boolean method = executable instanceof java.lang.reflect.Method;
        return method ? declaring + "." + executable.getName() : "constructor of " + declaring;
    }

    private static String simple(Type type) {
        return type.getTypeName().replace("io.meshwork.", "");
    }
}
