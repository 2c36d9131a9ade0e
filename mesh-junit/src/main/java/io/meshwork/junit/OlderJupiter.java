package io.meshwork.junit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes up for what a version of Jupiter before 5.12 lacks. {@link MeshTest} names {@link TimeoutReport}, which can't be
 * loaded there, as its interface is missing: a class of that name that is an extension which does nothing takes its place,
 * defined before the first test class is looked at.
 */
final class OlderJupiter {

    private static final Logger log = LoggerFactory.getLogger(OlderJupiter.class);
    private static final String PRE_INTERRUPT = "org.junit.jupiter.api.extension.PreInterruptCallback";
    private static final int JAVA_17 = 61;

    private OlderJupiter() {}

    static void standIn() {
        try {
            Class.forName(PRE_INTERRUPT, false, OlderJupiter.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            define();
        }
    }

    private static void define() {
        try {
            MethodHandles.lookup().defineClass(standInForTimeoutReport());
            log.info("this version of Jupiter does not tell before it interrupts a test: what the mesh is at then is"
                    + " shown after the interrupt (it is shown before it from 5.12 on)");
        } catch (IllegalAccessException | LinkageError e) {
            log.debug("it stands there already", e);
        }
    }

    /* As the class file format has it: a constructor that calls the one of Object. */
    private static byte[] standInForTimeoutReport() {
        String name = OlderJupiter.class.getPackageName().replace('.', '/') + "/TimeoutReport";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(JAVA_17);
            writeConstants(name, out);
            out.writeShort(0x0020); // flags: a class
            out.writeShort(2); // this one
            out.writeShort(4); // its superclass
            out.writeShort(1); // one interface
            out.writeShort(6);
            out.writeShort(0); // no fields
            writeConstructor(out);
            out.writeShort(0); // no attributes
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeConstants(String name, DataOutputStream out) throws IOException {
        out.writeShort(12);
        writeText(name, out); // 1
        writeReference(7, 1, out); // 2: class
        writeText("java/lang/Object", out); // 3
        writeReference(7, 3, out); // 4: class
        writeText("org/junit/jupiter/api/extension/Extension", out); // 5
        writeReference(7, 5, out); // 6: class
        writeText("<init>", out); // 7
        writeText("()V", out); // 8
        writeText("Code", out); // 9
        writeReference(12, 7, out); // 10: name and type
        out.writeShort(8);
        writeReference(10, 4, out); // 11: method
        out.writeShort(10);
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        out.writeByte(1);
        out.writeUTF(text);
    }

    private static void writeReference(int tag, int index, DataOutputStream out) throws IOException {
        out.writeByte(tag);
        out.writeShort(index);
    }

    private static void writeConstructor(DataOutputStream out) throws IOException {
        out.writeShort(1); // one method
        out.writeShort(0);
        out.writeShort(7); // its name
        out.writeShort(8); // its type
        out.writeShort(1); // one attribute
        out.writeShort(9); // its code
        out.writeInt(17);
        out.writeShort(1); // stack
        out.writeShort(1); // locals
        out.writeInt(5);
        out.writeByte(0x2A); // aload_0
        out.writeByte(0xB7); // invokespecial
        out.writeShort(11);
        out.writeByte(0xB1); // return
        out.writeShort(0); // no exceptions
        out.writeShort(0); // no attributes
    }
}
