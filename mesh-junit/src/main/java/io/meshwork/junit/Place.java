package io.meshwork.junit;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.Port;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A parameter or field.
 *
 * @param element what is annotated
 * @param generic the type as it is declared
 * @param name for people: {@code method=Sample.test parameter=procs}
 */
record Place(AnnotatedElement element, Class<?> type, Type generic, String name) {

    private static final List<Class<? extends Annotation>> OURS = List.of(Hosts.class, Procs.class, Actors.class);
    private static final Set<Class<?>> TAKEN_FOR_OURS = Set.of(ActorContext.class, Port.class, OncePort.class);

    /** All parameters of a method or constructor. */
    static List<Place> of(Executable executable) {
        List<Place> places = new ArrayList<>();
        Parameter[] parameters = executable.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String name = "method=" + name(executable) + " parameter=" + parameters[i].getName();
            places.add(new Place(parameters[i], parameters[i].getType(), generic(executable, i), name));
        }
        return places;
    }

    static Place of(ParameterContext parameter) {
        return of(parameter.getDeclaringExecutable()).get(parameter.getIndex());
    }

    static Place of(Field field) {
        String name = "field=" + field.getDeclaringClass().getSimpleName() + "." + field.getName();
        return new Place(field, field.getType(), field.getGenericType(), name);
    }

    /**
     * Whether it is for us to fill, or to refuse: by its raw class, or as it is annotated by us. What is often taken for
     * one of ours is refused by us where it has no annotation, which some other extension could go by.
     */
    boolean isOurs() {
        if (Kind.of(type).isPresent() || isAnnotatedByUs()) {
            return true;
        }
        boolean taken = TAKEN_FOR_OURS.contains(type) || Actor.class.isAssignableFrom(type);
        return taken && element instanceof Parameter && element.getAnnotations().length == 0;
    }

    boolean isUnannotatedField() {
        return element instanceof Field && !isAnnotatedByUs();
    }

    boolean isFinal() {
        return element instanceof Field field && Modifier.isFinal(field.getModifiers());
    }

    boolean isAnnotatedByUs() {
        return OURS.stream().anyMatch(one -> AnnotationSupport.isAnnotated(element, one));
    }

    /** All that is said of it by annotations of that type, its own and those behind others. */
    <A extends Annotation> List<A> said(Class<A> type) {
        List<A> said = new ArrayList<>();
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType() == type) {
                said.add(type.cast(annotation));
            } else {
                AnnotationSupport.findAnnotation(annotation.annotationType(), type)
                        .ifPresent(said::add);
            }
        }
        return said;
    }

    /**
     * @param why what is wrong, and what would be accepted
     * @param testClass that it was seen in, which may be a subclass of the one that declares it
     */
    RuntimeException refused(String why, Class<?> testClass) {
        String text = why + ": class=" + testClass.getName() + " " + name + " found=" + found();
        return element instanceof Parameter
                ? new ParameterResolutionException(text)
                : new ExtensionConfigurationException(text);
    }

    private String found() {
        StringBuilder text = new StringBuilder();
        for (Annotation annotation : element.getAnnotations()) {
            text.append("@").append(annotation.annotationType().getSimpleName()).append(' ');
        }
        return text.append(generic.getTypeName().replace("io.meshwork.", "")).toString();
    }

    /*
     * Parameter.getParameterizedType() is raw for constructors of inner classes that javac 17 compiled: the outer instance
     * is in the descriptor, but not in the signature.
     */
    private static Type generic(Executable executable, int index) {
        Type[] generic = executable.getGenericParameterTypes();
        int at = index - (executable.getParameterCount() - generic.length);
        return at < 0 ? executable.getParameterTypes()[index] : generic[at];
    }

    private static String name(Executable executable) {
        String declaring = executable.getDeclaringClass().getSimpleName();
        boolean method = executable instanceof Method;
        return method ? declaring + "." + executable.getName() : "constructor of " + declaring;
    }
}
