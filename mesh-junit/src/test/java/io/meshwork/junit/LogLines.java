package io.meshwork.junit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what a logger is told at INFO and above, until closed. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final Logger logger;

    LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        start();
        logger.addAppender(this);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    @Override
    protected void append(ILoggingEvent event) {
        texts.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    /** Each after its level. */
    List<String> texts() {
        return texts;
    }

    @Override
    public void close() {
        logger.setAdditive(true);
        logger.setLevel(null);
        logger.detachAppender(this);
        stop();
    }
}
