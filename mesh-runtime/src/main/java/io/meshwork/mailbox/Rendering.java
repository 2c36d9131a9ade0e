package io.meshwork.mailbox;

import io.meshwork.wire.Bounce;
import io.meshwork.wire.PayloadCodec;
import io.meshwork.wire.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * Text for people of a message that came back: what it says of itself if it is short, else its class and size. Never
 * longer than a line or two, and never a reason to fail.
 */
record Rendering(PayloadCodec codec, ClassLoader loader, Receiver reader) {

    private static final int MOST_CHARS = 200;

    /** @param message itself, where it was passed and not encoded */
    String text(Bounce bounce, @Nullable Object message) {
        if (message != null) {
            return text(message);
        }
        String className = className(bounce);
        String size = " (" + bounce.payloadBytes() + " bytes)";
        if (!bounce.isWhole()) {
            return className + size;
        }
        try {
            Class<?> type = className.isEmpty() ? Object.class : Class.forName(className, false, loader);
            return shortened(String.valueOf(codec.decode(bounce.head(), type, reader)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError | StackOverflowError e) {
            return className + size; // text of a user's own making may throw what it likes
        }
    }

    private static String text(Object message) {
        try {
            return shortened(String.valueOf(message));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return message.getClass().getName(); // as below
        }
    }

    private String className(Bounce bounce) {
        try {
            return codec.className(bounce.head());
        } catch (RuntimeException e) {
            return "a value";
        }
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "... (" + text.length() + " chars)";
    }
}
