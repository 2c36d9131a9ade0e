package io.meshwork.actor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of an actor class, found and checked once, when the class is first used in a process. What doesn't
 * fit is refused with the method named.
 */
final class HandlerTable {

    private static final ClassValue<HandlerTable> TABLES = new ClassValue<>() {
        @Override
        protected HandlerTable computeValue(Class<?> actorClass) {
            return new HandlerTable(actorClass);
        }
    };

    private final Class<?> actorClass;
    private final Map<String, Bound> byMessage = new HashMap<>();

    /** One handler method. */
    record Bound(Method method, Class<?> messageClass, boolean takesContext) {

        /** What the method returns. */
        @Nullable
        Object invoke(Object actor, Object message, ActorContext cx) throws Throwable {
            try {
                return takesContext ? method.invoke(actor, message, cx) : method.invoke(actor, message);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private HandlerTable(Class<?> actorClass) {
        this.actorClass = actorClass;
        for (Class<?> type : lineage(actorClass)) {
            for (Method method : MarkedMethods.of(type)) {
                if (!method.isBridge()) {
                    add(method);
                }
            }
        }
        for (Class<?> type : lineage(actorClass)) {
            requireHandlersForNested(type);
        }
    }

    /** @throws BadActorException if the handlers of the class don't fit */
    static HandlerTable of(Class<?> actorClass) {
        return TABLES.get(actorClass);
    }

    /** The handler for messages of that class, by binary name; null if there is none. */
    @Nullable
    Bound find(String messageClassName) {
        return byMessage.get(messageClassName);
    }

    void requireHandler(Class<?> messageClass) {
        if (find(messageClass.getName()) == null) {
            throw new BadActorException("no handler for this message: write @Handler void on("
                    + messageClass.getSimpleName() + " message) in the actor: message=" + messageClass.getName()
                    + " actor=" + actorClass.getName() + " handles=" + byMessage.keySet());
        }
    }

    private void add(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean fits = parameters.length == 1 || parameters.length == 2 && parameters[1] == ActorContext.class;
        if (!fits || !Message.class.isAssignableFrom(parameters[0]) || Modifier.isStatic(method.getModifiers())) {
            throw refused(method, "a handler takes a Message, and optionally an ActorContext after it");
        }
        if (parameters[0].isInterface() || Modifier.isAbstract(parameters[0].getModifiers())) {
            throw refused(method, "a handler takes a concrete message class");
        }
        if (!MessageType.addresseeOf(parameters[0]).isAssignableFrom(actorClass)) {
            throw refused(
                    method,
                    "the message is for another actor: it says "
                            + MessageType.addresseeOf(parameters[0]).getName());
        }
        requireFittingAnswer(method, parameters[0]);
        Bound former = byMessage.get(parameters[0].getName());
        if (former == null) {
            method.setAccessible(true);
            byMessage.put(parameters[0].getName(), new Bound(method, parameters[0], parameters.length == 2));
        } else if (!overrides(former.method, method)) {
            throw refused(method, "two handlers for one message: the other is " + signature(former.method));
        }
    }

    private static void requireFittingAnswer(Method method, Class<?> message) {
        Class<?> returned = method.getReturnType();
        if (!Request.class.isAssignableFrom(message)) {
            if (returned != void.class) {
                throw refused(
                        method, "a handler of a Message returns nothing; make the message a Request to answer it");
            }
            return;
        }
        Class<?> answer = MessageType.rawAnswerOf(message);
        boolean isVoid = returned == void.class && answer == Void.class;
        boolean isStage = CompletionStage.class.isAssignableFrom(returned);
        Class<?> given =
                isStage ? MessageType.stageOf(method.getGenericReturnType(), answer) : Constructors.boxed(returned);
        if (!isVoid && !answer.isAssignableFrom(given)) {
            String got = returned.getSimpleName() + (isStage ? "<" + given.getSimpleName() + ">" : "");
            throw refused(
                    method,
                    "wrong return type: the request is answered with " + answer.getSimpleName() + " or CompletionStage<"
                            + answer.getSimpleName() + ">, got: " + got);
        }
    }

    private void requireHandlersForNested(Class<?> type) {
        for (Class<?> nested : type.getDeclaredClasses()) {
            boolean ours = nested.isRecord() && Message.class.isAssignableFrom(nested) && addressed(nested, type);
            if (ours && !byMessage.containsKey(nested.getName())) {
                throw new BadActorException("a message without a handler: write @Handler void on("
                        + nested.getSimpleName() + " message) or take the record away: message=" + nested.getName()
                        + " actor=" + actorClass.getName());
            }
        }
    }

    /* A record nested in an actor may be a message for someone else. */
    private static boolean addressed(Class<?> message, Class<?> actorType) {
        Class<?> addressee = MessageType.addresseeOf(message);
        return addressee != Object.class && addressee.isAssignableFrom(actorType);
    }

    private static Set<Class<?>> lineage(Class<?> actorClass) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> type = actorClass; type != null && type != Object.class; type = type.getSuperclass()) {
            found.add(type);
            addInterfaces(type, found);
        }
        return found;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> found) {
        for (Class<?> face : type.getInterfaces()) {
            if (face != Actor.class && found.add(face)) {
                addInterfaces(face, found);
            }
        }
    }

    /* Classes come before their superclasses, so what was found first is the overriding one. */
    private static boolean overrides(Method former, Method method) {
        return former.getDeclaringClass() != method.getDeclaringClass()
                && former.getName().equals(method.getName());
    }

    private static BadActorException refused(Method method, String why) {
        return new BadActorException("handler doesn't fit: " + why + ": method=" + signature(method));
    }

    private static String signature(Method method) {
        StringBuilder text = new StringBuilder(method.getDeclaringClass().getName());
        text.append('.').append(method.getName()).append('(');
        String separator = "";
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(separator).append(parameter.getSimpleName());
            separator = ", ";
        }
        return text.append(')').toString();
    }
}
