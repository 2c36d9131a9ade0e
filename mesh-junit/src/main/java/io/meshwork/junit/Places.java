package io.meshwork.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The parameters and fields of test classes that are for us to fill. */
final class Places {

    private Places() {}

    /** Those that are filled for the class of the context, of no test: static, or of an instance that lives for the class. */
    static List<Place> ofClass(ExtensionContext context) {
        List<Place> places = new ArrayList<>();
        Class<?> type = context.getRequiredTestClass();
        if (isPerClass(type, context)) {
            ofConstructor(type, places);
            fields(type, false).forEach(field -> places.add(Place.of(field)));
        }
        fields(type, true).forEach(field -> places.add(Place.of(field)));
        ofMethods(type, BeforeAll.class, places);
        ofMethods(type, AfterAll.class, places);
        return places;
    }

    /** Those that are filled for the test of the context, also in classes around its own. */
    static List<Place> ofTest(ExtensionContext context) {
        List<Place> places = new ArrayList<>();
        for (Class<?> type : classes(context)) {
            if (!isPerClass(type, context)) {
                ofConstructor(type, places);
                fields(type, false).forEach(field -> places.add(Place.of(field)));
            }
            ofMethods(type, BeforeEach.class, places);
            ofMethods(type, AfterEach.class, places);
        }
        add(Place.of(context.getRequiredTestMethod()), places);
        return places;
    }

    /** Of the class and its superclasses; those that are neither final nor synthetic, or are annotated by us. */
    static List<Field> fields(Class<?> type, boolean ofClass) {
        return ReflectionSupport.findFields(
                type,
                field -> Modifier.isStatic(field.getModifiers()) == ofClass
                        && !field.isSynthetic()
                        && Place.of(field).isOurs()
                        && (!Modifier.isFinal(field.getModifiers())
                                || Place.of(field).isAnnotatedByUs()),
                HierarchyTraversalMode.TOP_DOWN);
    }

    /** Whether instances of the class live as long as it; it is that of the context, or one around it. */
    static boolean isPerClass(Class<?> type, ExtensionContext context) {
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            if (at.getTestClass().orElse(null) == type) {
                return at.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_CLASS;
            }
        }
        return false;
    }

    /* The outermost first. */
    private static Deque<Class<?>> classes(ExtensionContext context) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            Class<?> type = at.getTestClass().orElse(null);
            if (type != null && !type.equals(classes.peekFirst())) {
                classes.addFirst(type);
            }
        }
        return classes;
    }

    private static void ofConstructor(Class<?> type, List<Place> places) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        if (constructors.length == 1) { // else JUnit refuses the class
            add(Place.of(constructors[0]), places);
        }
    }

    private static void ofMethods(Class<?> type, Class<? extends Annotation> annotation, List<Place> places) {
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(type, annotation, HierarchyTraversalMode.TOP_DOWN)) {
            add(Place.of(method), places);
        }
    }

    private static void add(List<Place> all, List<Place> places) {
        all.stream().filter(Place::isOurs).forEach(places::add);
    }
}
