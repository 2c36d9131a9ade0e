package io.meshwork.actor;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the constructor of an actor class that fits the arguments given to {@code spawn}. */
public final class Constructors {

    private static final String ON_ARRIVAL = ", as they arrive";

    private Constructors() {}

    /**
     * Refuses, at the caller, what could not be made at the far side.
     *
     * @throws BadActorException if the class is no actor, can't be made, has handlers that don't fit, or has no
     *     constructor for the arguments
     */
    public static void requireFitting(Class<?> type, Object... arguments) {
        if (!Actor.class.isAssignableFrom(type)) {
            throw new BadActorException(
                    "not an actor: it must implement " + Actor.class.getName() + ": class=" + type.getName());
        }
        requireMakeable(type);
        HandlerTable.of(type);
        fitting(type, "", arguments);
    }

    /**
     * Refuses arguments that fit as they are but not as they arrive: a list, say, where the constructor wants an {@code
     * ArrayList}.
     *
     * @param arrived the same arguments, decoded
     * @throws BadActorException if there is no constructor for them
     */
    public static void requireFittingOnArrival(Class<?> type, @Nullable Object[] arrived) {
        fitting(type, ON_ARRIVAL, arrived);
    }

    /** @throws Throwable what the constructor throws */
    public static Actor make(Class<?> type, Object... arguments) throws Throwable {
        try {
            Constructor<?> constructor = fitting(type, ON_ARRIVAL, arguments);
            constructor.setAccessible(true);
            return (Actor) constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void requireMakeable(Class<?> type) {
        boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
        String why = type.isInterface() || Modifier.isAbstract(type.getModifiers())
                ? "an abstract class or interface can't be spawned"
                : inner || type.isLocalClass() || type.isAnonymousClass()
                        ? "an inner class needs an outer object, which can't travel; make it static"
                        : Modifier.isPrivate(type.getModifiers())
                                ? "a private class is not for others to make; leave out private"
                                : null;
        if (why != null) {
            throw new BadActorException("actor class doesn't fit: " + why + ": class=" + type.getName());
        }
    }

    private static Constructor<?> fitting(Class<?> type, String when, @Nullable Object[] arguments) {
        List<Constructor<?>> found = new ArrayList<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (fits(constructor.getParameterTypes(), arguments)) {
                found.add(constructor);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new BadActorException((found.isEmpty() ? "no constructor fits" : "several constructors fit")
                + " these arguments" + when + ": class=" + type.getName() + " arguments=" + classesOf(arguments)
                + " constructors=" + List.of(type.getDeclaredConstructors()));
    }

    private static boolean fits(Class<?>[] parameters, @Nullable Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Object argument = arguments[i];
            boolean fits = argument == null
                    ? !parameters[i].isPrimitive()
                    : boxed(parameters[i]).isInstance(argument);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static Class<?> boxed(Class<?> type) {
        if (!type.isPrimitive()) {
            return type;
        }
        return switch (type.getName()) {
            case "boolean" -> Boolean.class;
            case "byte" -> Byte.class;
            case "char" -> Character.class;
            case "short" -> Short.class;
            case "int" -> Integer.class;
            case "long" -> Long.class;
            case "float" -> Float.class;
            case "double" -> Double.class;
            default -> Void.class;
        };
    }

    private static List<String> classesOf(@Nullable Object[] arguments) {
        List<String> names = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            names.add(argument == null ? "null" : argument.getClass().getName());
        }
        return names;
    }
}
