package io.meshwork.conformance.log;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.event.Level;

/** What a logger of this JVM is told, for as long as it is listened to. Nothing else shows it then. */
public final class Heard implements AutoCloseable {

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final Line line;
    private final Level level;

    private Heard(Line line, Level level) {
        this.line = line;
        this.level = level;
        line.add(this);
    }

    /** @param level the least that is heard; what is below it is switched off */
    public static Heard of(String logger, Level level) {
        return new Heard(TestLog.line(logger), level);
    }

    /** Each after its level, in order. */
    public BlockingQueue<String> texts() {
        return texts;
    }

    Level level() {
        return level;
    }

    void hear(Level told, String text) {
        if (told.toInt() >= level.toInt()) {
            texts.add(told + " " + text);
        }
    }

    @Override
    public void close() {
        line.remove(this);
    }
}
