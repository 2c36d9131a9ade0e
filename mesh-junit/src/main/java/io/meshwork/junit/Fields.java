package io.meshwork.junit;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fills fields: those annotated by us, and those of our types that are neither final nor have a value. A static one is
 * empty again after its class, so that no other gets what is closed.
 */
final class Fields {

    private static final Namespace FILLED = Namespace.create(Fields.class);

    private record Filled(Field field, Object value) implements StoredResource {
        @Override
        public void close() {
            if (read(field, null) == value) {
                write(field, null, null);
            }
        }
    }

    private Fields() {}

    static void fillStatic(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        for (Field field : Places.fields(type, true)) {
            Object value = fill(field, null, context);
            if (value != null) {
                context.getStore(FILLED).put(field, new Filled(field, value));
            }
        }
    }

    /** Those of the test of the context, as far as they live for it. */
    static void fillInstances(ExtensionContext context) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            if (!Places.isPerClass(instance.getClass(), context)) {
                fill(instance, context);
            }
        }
    }

    static void fill(Object instance, ExtensionContext context) {
        for (Field field : Places.fields(instance.getClass(), false)) {
            fill(field, instance, context);
        }
    }

    private static @Nullable Object fill(Field field, @Nullable Object instance, ExtensionContext context) {
        Place place = Place.of(field);
        Reading reading = Levels.reading(context);
        if (!field.trySetAccessible()) {
            return leftUnreached(place, reading);
        }
        if (reading.leavesAlone(place) || !place.isAnnotatedByUs() && read(field, instance) != null) {
            return null;
        }
        Object value = new Injected(Levels.of(context)).get(reading.of(place));
        write(field, instance, value);
        return value;
    }

    /* On the module path, a package that is open to JUnit need not be open to us. */
    private static @Nullable Object leftUnreached(Place place, Reading reading) {
        if (place.isAnnotatedByUs()) {
            throw place.refused(
                    "a field that can't be reached: accepted are fields of packages that are open to "
                            + Fields.class.getModule() + ", and parameters",
                    reading.testClass());
        }
        return null;
    }

    private static @Nullable Object read(Field field, @Nullable Object instance) {
        try {
            return field.get(instance);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("made accessible, and is not: field=" + field, e);
        }
    }

    private static void write(Field field, @Nullable Object instance, @Nullable Object value) {
        try {
            field.set(instance, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("made accessible, and is not: field=" + field, e);
        }
    }
}
