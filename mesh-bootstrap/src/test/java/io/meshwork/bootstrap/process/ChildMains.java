package io.meshwork.bootstrap.process;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What the child JVMs of these tests run. */
final class ChildMains {

    private ChildMains() {}

    /** Prints its arguments, or the system properties they name after {@code -D}. */
    static final class PrintsArguments {

        public static void main(String[] arguments) {
            for (String argument : arguments) {
                print(argument.startsWith("-D") ? System.getProperty(argument.substring(2)) : argument);
            }
        }

        private static void print(String line) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    /** Does what newer JDKs warn of by default, as Netty does: memory through {@code Unsafe}, and native code. */
    static final class NeedsSilence {

        public static void main(String[] arguments) throws Exception {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            Object unsafe = field.get(null);
            Object address = type.getMethod("allocateMemory", long.class).invoke(unsafe, 8L);
            type.getMethod("freeMemory", long.class).invoke(unsafe, address);
            System.load(Path.of(System.getProperty("java.home"), "lib", "libextnet.so")
                    .toString());
            PrintsArguments.main(arguments);
        }
    }

    /** Prints the class path it finds itself to have. */
    static final class PrintsClassPath {

        public static void main(String[] arguments) {
            List<String> entries = ClassPath.ofThisJvm().entries();
            PrintsArguments.main(entries.toArray(new String[0]));
        }
    }

    /** Says when it is up, and then waits for the end of its stdin. */
    static final class Waits {

        public static void main(String[] arguments) throws Exception {
            PrintsArguments.main(new String[] {"up"});
            System.in.read();
        }
    }

    /** Takes more than its heap. */
    static final class FillsHeap {

        public static void main(String[] arguments) {
            System.exit(new int[Integer.MAX_VALUE - 8].length);
        }
    }
}
