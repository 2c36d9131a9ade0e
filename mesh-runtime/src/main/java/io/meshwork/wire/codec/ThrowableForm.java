package io.meshwork.wire.codec;

import io.meshwork.failure.RemoteException;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions as data: class name, message, frames, cause, suppressed. What is larger than an exception should be is
 * cut, not refused: a failure must be able to tell of itself.
 */
final class ThrowableForm implements Form {

    private static final int MOST_THROWABLES = 64;
    private static final int DEEPEST_CAUSE = 32;
    private static final int MOST_FRAMES = 1024;
    private static final int MOST_CHARS = 64 * 1024;
    private static final int LEAST_FRAME_BYTES = 10;
    private static final Throwable[] NONE = {};
    private static final StackTraceElement[] NO_FRAMES = {};

    @Override
    public void write(Object value, Position at, Encoder out) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable throwable = (Throwable) value;
        seen.add(throwable);
        writeOne(throwable, seen, 0, out);
    }

    @Override
    public Object read(Position at, Decoder in) {
        Class<?> bound = at.bound();
        if (!Throwable.class.isAssignableFrom(bound) && !bound.isAssignableFrom(Throwable.class)) {
            throw at.misfit("an exception");
        }
        return readOne(Throwable.class.isAssignableFrom(bound) ? bound : Throwable.class, 0, in);
    }

    private static void writeOne(Throwable throwable, Set<Throwable> seen, int depth, Encoder encoder) {
        WireOutput out = encoder.bytes();
        /* Not as a numbered name: where the class is missing the name becomes part of a message, once per exception. */
        out.writeString(className(throwable));
        out.writeNullableString(message(throwable));
        writeFrames(throwable, encoder);
        Throwable cause = depth < DEEPEST_CAUSE ? cause(throwable) : null;
        writeNext(cause, seen, depth, encoder);
        for (Throwable suppressed : depth < DEEPEST_CAUSE ? throwable.getSuppressed() : NONE) {
            if (mayWrite(suppressed, seen)) {
                writeNext(suppressed, seen, depth, encoder);
            }
        }
        out.writeBoolean(false);
    }

    /** A flag, and the throwable unless it is none or was written before. */
    private static void writeNext(@Nullable Throwable next, Set<Throwable> seen, int depth, Encoder encoder) {
        boolean written = next != null && mayWrite(next, seen);
        encoder.bytes().writeBoolean(written);
        if (written) {
            seen.add(next);
            writeOne(next, seen, depth + 1, encoder);
        }
    }

    private static boolean mayWrite(Throwable next, Set<Throwable> seen) {
        return seen.size() < MOST_THROWABLES && !seen.contains(next);
    }

    private static void writeFrames(Throwable throwable, Encoder encoder) {
        WireOutput out = encoder.bytes();
        StackTraceElement[] frames = frames(throwable);
        int count = Math.min(frames.length, MOST_FRAMES);
        out.writeVarInt(count);
        for (int i = 0; i < count; i++) {
            StackTraceElement frame = frames[i];
            writeName(frame.getClassLoaderName(), encoder);
            writeName(frame.getModuleName(), encoder);
            writeName(frame.getModuleVersion(), encoder);
            encoder.writeName(frame.getClassName());
            encoder.writeName(frame.getMethodName());
            writeName(frame.getFileName(), encoder);
            out.writeInt(frame.getLineNumber());
        }
    }

    private static Throwable readOne(Class<?> bound, int depth, Decoder decoder) {
        if (depth > DEEPEST_CAUSE) {
            throw new WireFormatException("exceptions nested too deep: limit=" + DEEPEST_CAUSE);
        }
        WireInput in = decoder.bytes();
        String name = in.readString();
        String message = in.readNullableString();
        StackTraceElement[] frames = readFrames(decoder);
        Throwable cause = in.readBoolean() ? readOne(Throwable.class, depth + 1, decoder) : null;
        Class<?> type = decoder.classes().findIfPresent(name, bound);
        Throwable throwable = type == null ? null : new ThrowableMaker(type, message, cause).make();
        if (throwable == null) {
            throwable = standIn(name, message, cause, bound);
        }
        throwable.setStackTrace(frames);
        while (in.readBoolean()) {
            throwable.addSuppressed(readOne(Throwable.class, depth + 1, decoder));
        }
        return throwable;
    }

    private static Throwable standIn(String name, @Nullable String message, @Nullable Throwable cause, Class<?> bound) {
        if (!bound.isAssignableFrom(RemoteException.class)) {
            throw new WireFormatException("exception can't be made: class=" + name + " declared=" + bound.getName());
        }
        Throwable standIn = new RemoteException(name, String.valueOf(message));
        if (cause != null) {
            standIn.initCause(cause);
        }
        return standIn;
    }

    private static StackTraceElement[] readFrames(Decoder decoder) {
        StackTraceElement[] frames = new StackTraceElement[decoder.readCount(LEAST_FRAME_BYTES)];
        for (int i = 0; i < frames.length; i++) {
            String loader = readName(decoder);
            String module = readName(decoder);
            String version = readName(decoder);
            String type = decoder.readName();
            String method = decoder.readName();
            String file = readName(decoder);
            int line = decoder.bytes().readInt();
            frames[i] = new StackTraceElement(loader, module, version, type, method, file, line);
        }
        return frames;
    }

    private static void writeName(@Nullable String name, Encoder encoder) {
        encoder.writeName(name == null ? "" : name);
    }

    private static @Nullable String readName(Decoder decoder) {
        String name = decoder.readName();
        return name.isEmpty() ? null : name;
    }

    private static String className(Throwable throwable) {
        return throwable instanceof RemoteException remote
                ? remote.remoteClass()
                : throwable.getClass().getName();
    }

    /*
     * These three call methods that a user may have overridden: one that fails must not hide the failure it belongs to.
     */
    private static @Nullable String message(Throwable throwable) {
        try {
            String message = throwable.getMessage();
            if (message != null && throwable instanceof RemoteException remote) {
                message = message.substring(remote.remoteClass().length() + 2);
            }
            return message == null || message.length() <= MOST_CHARS ? message : message.substring(0, MOST_CHARS) + "…";
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable Throwable cause(Throwable throwable) {
        try {
            return throwable.getCause();
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static StackTraceElement[] frames(Throwable throwable) {
        try {
            return throwable.getStackTrace();
        } catch (RuntimeException | LinkageError e) {
            return NO_FRAMES;
        }
    }
}
