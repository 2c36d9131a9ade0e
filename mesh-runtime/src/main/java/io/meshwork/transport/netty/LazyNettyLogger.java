package io.meshwork.transport.netty;

import io.netty.util.internal.logging.AbstractInternalLogger;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;

/**
 * What Netty has to say from INFO on, by SLF4J, which is looked for when there is something: Netty's classes ask for their
 * loggers as they are loaded, and finding a provider costs a child's start. What it says at DEBUG and TRACE is not told.
 */
final class LazyNettyLogger extends AbstractInternalLogger {

    private static final long serialVersionUID = 1;

    private LazyNettyLogger(String name) {
        super(name);
    }

    /** Has all of Netty log so; before its first class is loaded. */
    static void install() {
        InternalLoggerFactory.setDefaultFactory(new Factory());
    }

    private static final class Factory extends InternalLoggerFactory {
        @Override
        protected InternalLogger newInstance(String name) {
            return new LazyNettyLogger(name);
        }
    }

    private InternalLogger slf4j() {
        return ((Slf4JLoggerFactory) Slf4JLoggerFactory.INSTANCE).newInstance(name());
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public void trace(String message) {}

    @Override
    public void trace(String format, Object argument) {}

    @Override
    public void trace(String format, Object first, Object second) {}

    @Override
    public void trace(String format, Object... arguments) {}

    @Override
    public void trace(String message, Throwable cause) {}

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String format, Object argument) {}

    @Override
    public void debug(String format, Object first, Object second) {}

    @Override
    public void debug(String format, Object... arguments) {}

    @Override
    public void debug(String message, Throwable cause) {}

    @Override
    public boolean isInfoEnabled() {
        return slf4j().isInfoEnabled();
    }

    @Override
    public void info(String message) {
        slf4j().info(message);
    }

    @Override
    public void info(String format, Object argument) {
        slf4j().info(format, argument);
    }

    @Override
    public void info(String format, Object first, Object second) {
        slf4j().info(format, first, second);
    }

    @Override
    public void info(String format, Object... arguments) {
        slf4j().info(format, arguments);
    }

    @Override
    public void info(String message, Throwable cause) {
        slf4j().info(message, cause);
    }

    @Override
    public boolean isWarnEnabled() {
        return slf4j().isWarnEnabled();
    }

    @Override
    public void warn(String message) {
        slf4j().warn(message);
    }

    @Override
    public void warn(String format, Object argument) {
        slf4j().warn(format, argument);
    }

    @Override
    public void warn(String format, Object first, Object second) {
        slf4j().warn(format, first, second);
    }

    @Override
    public void warn(String format, Object... arguments) {
        slf4j().warn(format, arguments);
    }

    @Override
    public void warn(String message, Throwable cause) {
        slf4j().warn(message, cause);
    }

    @Override
    public boolean isErrorEnabled() {
        return slf4j().isErrorEnabled();
    }

    @Override
    public void error(String message) {
        slf4j().error(message);
    }

    @Override
    public void error(String format, Object argument) {
        slf4j().error(format, argument);
    }

    @Override
    public void error(String format, Object first, Object second) {
        slf4j().error(format, first, second);
    }

    @Override
    public void error(String format, Object... arguments) {
        slf4j().error(format, arguments);
    }

    @Override
    public void error(String message, Throwable cause) {
        slf4j().error(message, cause);
    }
}
