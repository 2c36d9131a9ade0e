package io.meshwork.conformance.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Warnings to standard output, and what the tests themselves tell at INFO. */
public final class TestLog implements SLF4JServiceProvider, ILoggerFactory {

    /*
     * One of our own, as each child of each test is a JVM with a log: the usual one takes such a JVM a third of the CPU that
     * its start costs.
     */

    private static final Map<String, Line> LINES = new ConcurrentHashMap<>();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter none = new NOPMDCAdapter();

    /** The one of that name. */
    static Line line(String name) {
        Line line = LINES.get(name);
        if (line == null) {
            Line made = new Line(name, name.startsWith("io.meshwork.conformance") ? Level.INFO : Level.WARN);
            line = LINES.putIfAbsent(name, made);
            line = line == null ? made : line;
        }
        return line;
    }

    @Override
    public Line getLogger(String name) {
        return line(name);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return none;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}
}
