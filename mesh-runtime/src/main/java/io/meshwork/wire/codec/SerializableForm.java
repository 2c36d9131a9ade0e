package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Other serializable values: the class name, then what JDK serialization makes of them, under {@link SerialRules}. */
final class SerializableForm implements Form {

    private final ClassLoader loader;

    SerializableForm(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void write(Object value, Position at, Encoder out) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new Writer(bytes, value)) {
            writer.writeObject(value);
        } catch (IOException e) {
            throw new Refusal(value.getClass().getTypeName(), "its serialization failed: " + e);
        }
        out.writeClass(value.getClass());
        out.bytes().writeBytes(bytes.toByteArray());
    }

    @Override
    public Object read(Position at, Decoder in) {
        Class<?> type = in.readClass(at.bound());
        if (!Serializable.class.isAssignableFrom(type) || !SerialRules.allow(type)) {
            throw new WireFormatException("not serializable here: class=" + type.getName());
        }
        byte[] bytes = in.bytes().readBytes();
        Object value = readObject(bytes, type);
        if (value == null) {
            throw new WireFormatException("null instead of a value: class=" + type.getName());
        }
        return value;
    }

    private @Nullable Object readObject(byte[] bytes, Class<?> type) {
        try (Reader reader = new Reader(new ByteArrayInputStream(bytes), loader)) {
            reader.setObjectInputFilter(new SerialFilter(bytes.length));
            return reader.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new WireFormatException("not a serialized value: class=" + type.getName() + " error=" + e, e);
        }
    }

    /** Refuses at the sender what the filter would refuse at the receiver. */
    private static final class Writer extends ObjectOutputStream {

        private final Object root;
        private int objects;

        Writer(OutputStream out, Object root) throws IOException {
            super(out);
            this.root = root;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (++objects > SerialFilter.MOST_REFERENCES) {
                String cure = "it holds more than " + SerialFilter.MOST_REFERENCES + " objects";
                throw new Refusal(root.getClass().getTypeName(), cure);
            }
            Class<?> named = object instanceof Class<?> type ? type : object.getClass();
            if (object instanceof Serializable && SerialRules.allow(named)) {
                return object;
            }
            throw new HolderSearch(object).explain(root);
        }
    }

    /** Asks only the codec's loader for classes, and makes no proxies. */
    private static final class Reader extends ObjectInputStream {

        private final ClassLoader loader;

        Reader(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
            throw new ClassNotFoundException("proxies don't travel");
        }
    }
}
