package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.codec.Travel.TypeOf;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LambdasTravelTest {

    private final Travel travel = new Travel();

    interface Fn<R> extends Serializable {
        R call() throws Exception;
    }

    interface Map1<A, R> extends Serializable {
        R apply(A argument);
    }

    interface Ints extends Serializable {
        int[] make(int size);
    }

    record Item(String name, int count) {
        String upper() {
            return name.toUpperCase();
        }
    }

    enum Colour {
        RED;

        Fn<String> describe() {
            return () -> "I am " + this;
        }
    }

    interface WithStatic {
        static Fn<String> inInterface(String text) {
            return () -> text + "!";
        }
    }

    private static String secret() {
        return "secret";
    }

    private static <T extends Comparable<T>> Fn<T> larger(T one, T two) {
        return () -> one.compareTo(two) > 0 ? one : two;
    }

    private <R> R there(Fn<R> code) throws Exception {
        Fn<R> arrived = travel.to(Fn.class, code);
        assertThat(arrived).isNotSameAs(code);
        return arrived.call();
    }

    @Test
    void aLambdaWithoutCaptureRunsThere() throws Exception {
        assertThat(there(() -> "here")).isEqualTo("here");
    }

    @Test
    void primitivesAreCaptured() throws Exception {
        boolean z = true;
        byte b = 1;
        short s = 2;
        char c = '3';
        int i = 4;
        long j = 5;
        float f = 6;
        double d = 7;

        assertThat(there(() -> "" + z + b + s + c + i + j + f + d)).isEqualTo("true123456.07.0");
    }

    @Test
    void recordsListsArraysAndDatesAreCaptured() throws Exception {
        Item item = new Item("a", 1);
        List<Item> items = List.of(item, new Item("b", 2));
        int[] numbers = {1, 2};
        LocalDate date = LocalDate.of(2024, 2, 29);

        assertThat(there(() -> item.name() + items.size() + numbers[1] + date)).isEqualTo("a222024-02-29");
    }

    @Test
    void aLambdaIsCapturedByALambda() throws Exception {
        int base = 40;
        Fn<Integer> inner = () -> base + 1;
        Map1<Integer, Integer> plusOne = x -> x + 1;

        assertThat(there(() -> plusOne.apply(inner.call()))).isEqualTo(42);
    }

    @Test
    void argumentsAreTaken() {
        int add = 3;
        Map1<Integer, Integer> function = x -> x + add;

        assertThat(travel.<Map1<Integer, Integer>>to(Map1.class, function).apply(4))
                .isEqualTo(7);
        assertThat(travel.anywhere(function).apply(4)).isEqualTo(7);
    }

    @Test
    void methodReferencesOfAllKindsRunThere() throws Exception {
        Item item = new Item("a", 1);
        Map1<Item, String> unbound = Item::upper;
        Map1<String, StringBuilder> constructor = StringBuilder::new;
        Ints arrays = int[]::new;

        assertThat(there(item::upper)).isEqualTo("A");
        assertThat(there(LambdasTravelTest::secret)).isEqualTo("secret");
        assertThat(there(System::lineSeparator)).isEqualTo(System.lineSeparator());
        assertThat(travel.anywhere(unbound).apply(item)).isEqualTo("A");
        assertThat(travel.anywhere(constructor).apply("x")).hasToString("x");
        assertThat(travel.anywhere(arrays).make(3)).hasSize(3);
    }

    @Test
    void lambdasOfGenericMethodsInterfacesAndEnumsRunThere() throws Exception {
        assertThat(there(larger("a", "b"))).isEqualTo("b");
        assertThat(there(WithStatic.inInterface("x"))).isEqualTo("x!");
        assertThat(there(Colour.RED.describe())).isEqualTo("I am RED");
    }

    @Test
    void lambdasOfLocalClassesRunThere() throws Exception {
        class Local {
            static Fn<String> make(String text) {
                return () -> "local " + text;
            }
        }

        assertThat(there(Local.make("x"))).isEqualTo("local x");
    }

    @Test
    void anIntersectionMakesAnyInterfaceTravel() {
        Supplier<String> supplier = (Supplier<String> & Serializable) () -> "x";
        Comparator<String> byLength = (Comparator<String> & Serializable) (a, b) -> a.length() - b.length();

        assertThat(travel.<Supplier<String>>to(new TypeOf<Supplier<String>>() {}.type(), supplier)
                        .get())
                .isEqualTo("x");
        assertThat(travel.anywhere(byLength).compare("aa", "b")).isPositive();
    }

    @Test
    void manyLambdasOfOneSiteKeepTheirCaptures() throws Exception {
        for (int i = 0; i < 1000; i++) {
            int number = i;
            assertThat(there(() -> number)).isEqualTo(i);
        }
    }

    @Test
    void aLambdaOfAnotherInterfaceIsRefused() {
        Fn<String> code = () -> "x";

        assertThatThrownBy(() -> travel.to(Map1.class, code))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("declared=" + Map1.class.getName());
        assertThatThrownBy(() -> travel.to(Item.class, code)).isInstanceOf(WireFormatException.class);
    }

    /* As when the class was compiled anew while the run was up. */
    @Test
    void aClassThatDiffersBetweenProcessesIsNamed() {
        Fn<String> code = () -> "x";
        byte[] payload = travel.encode(code);
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("lambda$") + "lambda$aClassThatDiffersBetweenProcessesIsNamed$".length();
        payload[at] ^= 1;

        assertThatThrownBy(() -> travel.decode(payload, Fn.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("class " + LambdasTravelTest.class.getName() + " differs between processes");
    }

    @Nested
    class Inside {

        @Test
        void lambdasOfNestedClassesRunThere() throws Exception {
            String text = "nested";

            assertThat(there(() -> text + "!")).isEqualTo("nested!");
        }
    }
}
