package io.meshwork.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the arguments of an actor's constructor from the texts that an annotation has. */
final class ActorArguments {

    private ActorArguments() {}

    /**
     * @return as the one constructor takes them that these texts fit
     * @throws IllegalArgumentException if none takes them, or several do
     */
    static List<Object> of(Class<?> type, List<String> texts) {
        List<List<Object>> fitting = new ArrayList<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            convert(constructor.getParameterTypes(), texts).ifPresent(fitting::add);
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new IllegalArgumentException((fitting.isEmpty() ? "no constructor takes" : "several constructors take")
                + " these texts: class=" + type.getName() + " args=" + texts + " constructors="
                + List.of(type.getDeclaredConstructors()));
    }

    private static Optional<List<Object>> convert(Class<?>[] parameters, List<String> texts) {
        if (parameters.length != texts.size()) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            Optional<?> value = value(parameters[i], texts.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private static Optional<?> value(Class<?> type, String text) {
        if (type == String.class || type == CharSequence.class || type == Object.class) {
            return Optional.of(text);
        }
        if (type == char.class || type == Character.class) {
            return text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.empty();
        }
        if (type == boolean.class || type == Boolean.class) {
            boolean fits = text.equals("true") || text.equals("false");
            return fits ? Optional.of(text.equals("true")) : Optional.empty();
        }
        Class<?> boxed = type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
        Optional<?> parsed = made(boxed, "parse", CharSequence.class, text);
        return parsed.isPresent() ? parsed : made(boxed, "valueOf", String.class, text);
    }

    /* By a static method of the type that makes one of a text; empty if there is none, or it refuses the text. */
    private static Optional<?> made(Class<?> type, String name, Class<?> takes, String text) {
        try {
            Method factory = type.getDeclaredMethod(name, takes);
            boolean fits = Modifier.isStatic(factory.getModifiers()) && type.isAssignableFrom(factory.getReturnType());
            if (!fits || !factory.trySetAccessible()) {
                return Optional.empty();
            }
            return Optional.ofNullable(factory.invoke(null, text));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty(); // said with the constructors there are
        }
    }
}
