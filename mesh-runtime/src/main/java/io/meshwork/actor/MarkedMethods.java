package io.meshwork.actor;

import io.meshwork.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods that a class itself declares as {@link Handler}s. */
final class MarkedMethods {

    /*
     * Asked whether a method has an annotation, the JDK makes proxies of all that are there: a process pays more for the
     * first ones than for all else it does until its first actor runs. So the class file is asked; and the JDK where there
     * is none, or it is not of the class that was loaded.
     */
    private static final String HANDLER = Handler.class.descriptorString();

    private MarkedMethods() {}

    static List<Method> of(Class<?> type) {
        Method[] declared = type.getDeclaredMethods();
        Set<String> marked = declared.length == 0 ? Set.of() : inFileOf(type);
        if (marked != null) {
            List<Method> methods = new ArrayList<>();
            for (Method method : declared) {
                if (marked.contains(signature(method))) {
                    methods.add(method);
                }
            }
            if (methods.size() == marked.size()) {
                return methods;
            }
        }
        return asked(declared);
    }

    private static @Nullable Set<String> inFileOf(Class<?> type) {
        String name = type.getName();
        try (InputStream file = type.getResourceAsStream(
                name.substring(name.lastIndexOf('.') + 1).concat(".class"))) {
            return file == null ? null : ClassFile.marked(file.readAllBytes(), HANDLER);
        } catch (IOException | WireFormatException e) {
            return null;
        }
    }

    private static String signature(Method method) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(parameter.descriptorString());
        }
        return text.append(')')
                .append(method.getReturnType().descriptorString())
                .toString();
    }

    private static List<Method> asked(Method[] declared) {
        List<Method> methods = new ArrayList<>();
        for (Method method : declared) {
            if (method.isAnnotationPresent(Handler.class)) {
                methods.add(method);
            }
        }
        return methods;
    }
}
