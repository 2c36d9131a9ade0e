package io.meshwork.actor;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** A class as its file has it, read once from beginning to end (JVMS 4): the methods that have an annotation. */
final class ClassFile {

    private static final String ANNOTATIONS = "RuntimeVisibleAnnotations";
    private static final int MAGIC_AND_VERSION = 8;
    private static final int MEMBER_HEAD = 6;

    private final WireInput in;
    private final String annotation;
    private final String[] texts;
    private final Set<String> marked = new HashSet<>();

    private ClassFile(byte[] content, String annotation) {
        in = new WireInput(content);
        this.annotation = annotation;
        in.readRaw(MAGIC_AND_VERSION);
        texts = new String[readCount()];
    }

    /**
     * Name and descriptor of each method that has the annotation: {@code add(Lio/meshwork/Add;)V}.
     *
     * @param annotation its descriptor
     * @throws WireFormatException if it is no class file
     */
    static Set<String> marked(byte[] content, String annotation) {
        ClassFile file = new ClassFile(content, annotation);
        file.readConstants();
        file.in.readRaw(MEMBER_HEAD); // access, this, super
        file.in.readRaw(2 * file.readCount()); // interfaces
        file.readMembers(false);
        file.readMembers(true);
        return file.marked;
    }

    private void readConstants() {
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readByte();
            switch (tag) {
                case 1 -> texts[i] = new String(in.readRaw(readCount()), StandardCharsets.UTF_8);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readRaw(4);
                case 5, 6 -> {
                    in.readRaw(8);
                    i++; // long and double take the place of two
                }
                case 7, 8, 16, 19, 20 -> in.readRaw(2);
                case 15 -> in.readRaw(3);
                default -> throw new WireFormatException("not a class file: tag=" + tag);
            }
        }
    }

    private void readMembers(boolean methods) {
        for (int left = readCount(); left > 0; left--) {
            in.readShort();
            String member = text() + text();
            for (int attributes = readCount(); attributes > 0; attributes--) {
                boolean annotations = text().equals(ANNOTATIONS);
                byte[] content = in.readRaw(in.readInt());
                if (methods && annotations && new ClassFile.Annotations(content).have()) {
                    marked.add(member);
                }
            }
        }
    }

    private String text() {
        return text(readCount());
    }

    private String text(int index) {
        String text = index < texts.length ? texts[index] : null;
        if (text == null) {
            throw new WireFormatException("not a class file: no text at index=" + index);
        }
        return text;
    }

    private int readCount() {
        return in.readShort() & 0xFFFF;
    }

    /** Those of one method. */
    private final class Annotations {

        private final WireInput in;

        Annotations(byte[] content) {
            in = new WireInput(content);
        }

        boolean have() {
            boolean found = false;
            for (int left = readCount(); left > 0; left--) {
                found |= text(readAnnotation()).equals(annotation);
            }
            return found;
        }

        private int readAnnotation() {
            int type = readCount();
            for (int left = readCount(); left > 0; left--) {
                readCount();
                skipValue();
            }
            return type;
        }

        private void skipValue() {
            switch (in.readByte()) {
                case 'e' -> in.readRaw(4);
                case '@' -> readAnnotation();
                case '[' -> {
                    for (int left = readCount(); left > 0; left--) {
                        skipValue();
                    }
                }
                default -> in.readRaw(2);
            }
        }

        private int readCount() {
            return in.readShort() & 0xFFFF;
        }
    }
}
