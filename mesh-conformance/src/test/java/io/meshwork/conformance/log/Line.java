package io.meshwork.conformance.log;

import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger. Whoever listens to it hears what it is told; if nobody does, standard output gets it. */
final class Line extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1;

    private final Level level;
    private final transient List<Heard> listeners = new CopyOnWriteArrayList<>();

    Line(String name, Level level) {
        this.name = name;
        this.level = level;
    }

    void add(Heard listener) {
        listeners.add(listener);
    }

    void remove(Heard listener) {
        listeners.remove(listener);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level told, Marker marker, String pattern, Object @Nullable [] arguments, @Nullable Throwable thrown) {
        String text = MessageFormatter.basicArrayFormat(pattern, arguments);
        if (listeners.isEmpty()) {
            print(told + " " + name.substring(name.lastIndexOf('.') + 1) + " " + text, thrown);
        }
        for (Heard listener : listeners) {
            listener.hear(told, text);
        }
    }

    private static void print(String line, @Nullable Throwable thrown) {
        System.out.println(LocalTime.now() + " " + line);
        if (thrown != null) {
            thrown.printStackTrace(System.out);
        }
    }

    private boolean isShown(Level asked) {
        for (Heard listener : listeners) {
            if (asked.toInt() >= listener.level().toInt()) {
                return true;
            }
        }
        return listeners.isEmpty() && asked.toInt() >= level.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return isShown(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isShown(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isShown(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isShown(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isShown(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }
}
