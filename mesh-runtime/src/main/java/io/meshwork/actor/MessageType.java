package io.meshwork.actor;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a message class says of itself in its {@code implements Message<A>} or {@code implements Request<A, R>}. */
final class MessageType {

    private static final ClassValue<Type> ANSWERS = new ClassValue<>() {
        @Override
        protected Type computeValue(Class<?> requestClass) {
            Type found = argument(requestClass, Request.class, 1);
            return found == null || found instanceof TypeVariable ? Object.class : found;
        }
    };

    private MessageType() {}

    /** The answer of a request; {@code Object} where the class leaves it open. */
    static Type answerOf(Class<?> requestClass) {
        return ANSWERS.get(requestClass);
    }

    /** The answer as a class: of {@code List<String>} it is {@code List}. */
    static Class<?> rawAnswerOf(Class<?> requestClass) {
        return raw(answerOf(requestClass));
    }

    /** Whom a message is for; {@code Object} where the class leaves it open. */
    static Class<?> addresseeOf(Class<?> messageClass) {
        Type found = argument(messageClass, Message.class, 0);
        return found == null ? Object.class : raw(found);
    }

    /** What a stage says that it completes with: the {@code T} of {@code CompletableFuture<T>}; else the other one. */
    static Class<?> stageOf(Type stage, Class<?> unlessSaid) {
        Class<?> type = raw(stage);
        Type said = type == CompletionStage.class || type == CompletableFuture.class ? argumentAt(stage, 0) : null;
        return said instanceof Class || said instanceof ParameterizedType ? raw(said) : unlessSaid;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    /* The actual type argument of an interface that the class implements, however far up. */
    private static @Nullable Type argument(@Nullable Class<?> type, Class<?> wanted, int index) {
        if (type == null) {
            return null;
        }
        for (Type face : type.getGenericInterfaces()) {
            Type found = raw(face) == wanted ? argumentAt(face, index) : resolved(face, wanted, index);
            if (found != null) {
                return found;
            }
        }
        return argument(type.getSuperclass(), wanted, index);
    }

    private static @Nullable Type resolved(Type face, Class<?> wanted, int index) {
        Type above = argument(raw(face), wanted, index);
        if (above instanceof TypeVariable<?>) {
            TypeVariable<?>[] variables = raw(face).getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                if (variables[i].equals(above)) {
                    return argumentAt(face, i);
                }
            }
        }
        return above;
    }

    private static @Nullable Type argumentAt(Type face, int index) {
        return face instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : null;
    }
}
