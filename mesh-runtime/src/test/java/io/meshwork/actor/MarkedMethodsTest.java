package io.meshwork.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.WireFormatException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The class file says what the JDK says of annotations. */
class MarkedMethodsTest {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Inner {
        int[] numbers();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Other {
        String text() default "";

        Class<?> type() default Object.class;

        RetentionPolicy policy() default RetentionPolicy.CLASS;

        Inner[] inner() default {};

        double number() default 0;
    }

    static class Parent<M extends Message<?>> {

        @Handler
        void generic(M message) {}
    }

    record Text(String text) implements Message<Child> {}

    /** A handler after others, among others, overridden with a bridge; what is no handler; constants of two places. */
    static final class Child extends Parent<Text> implements Actor {

        private static final long LONG = 1L << 40;
        private static final double DOUBLE = 1e300;
        private static final String LETTERS = "äöü €";

        private long field = LONG;

        @Override
        @Handler
        @Other(
                text = "x",
                type = int[].class,
                policy = RetentionPolicy.RUNTIME,
                inner = {@Inner(numbers = {1, 2}), @Inner(numbers = {})},
                number = 1.5)
        void generic(Text message) {
            field += (long) DOUBLE;
        }

        @Other
        @Deprecated
        @Handler
        CompletionStage<String[]> answer(long[][] first, String second, int third) {
            throw new IllegalStateException(LETTERS + first.length + second + third + field);
        }

        @Deprecated
        void handler() {}

        void plain() {}
    }

    static final class None {}

    @Test
    void theyAreThoseOfWhichTheJdkSaysSo() {
        List<Class<?>> classes =
                List.of(Child.class, Parent.class, None.class, Actor.class, MarkedMethodsTest.class, String.class);
        for (Class<?> type : classes) {
            assertThat(MarkedMethods.of(type)).as(type.getName()).containsExactlyInAnyOrderElementsOf(asked(type));
        }
        assertThat(MarkedMethods.of(Child.class)).hasSize(3); // one is a bridge
    }

    @Test
    void whatIsNoClassFileIsRefusedWhereverItIsCutShort() throws Exception {
        byte[] file = fileOf(Child.class);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] cut = Arrays.copyOf(file, random.nextInt(file.length / 2));
            assertThatThrownBy(() -> ClassFile.marked(cut, "LX;"))
                    .as("seed=%d bytes=%d", seed, cut.length)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    private static List<Method> asked(Class<?> type) {
        List<Method> marked = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Handler.class)) {
                marked.add(method);
            }
        }
        return marked;
    }

    private static byte[] fileOf(Class<?> type) throws Exception {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
    }
}
