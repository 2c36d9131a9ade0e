package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.CannotTravelException;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** W-3: what can't travel is refused at the sender, by field, class and cure. */
class RefusalsTest {

    private static final String TRAVELS = "; what travels: primitives, String, enums, records, arrays, List, Set, Map,"
            + " Optional, exceptions, ids and refs, Serializable values";
    private static final String HERE = RefusalsTest.class.getName();

    private final Travel travel = new Travel();
    private final Socket socket = new Socket();
    private final String name = "a field";

    interface Fn<R> extends Serializable {
        R call() throws Exception;
    }

    record Ship(String name, Object socket) {}

    record Fleet(List<Ship> ships, Map<String, Ship> byName) {}

    record Link(Link next) {}

    record Names(List<String> names) {}

    static class Boat {}

    @SuppressWarnings("serial") // what it is about
    static final class Harbour implements Serializable {
        private static final long serialVersionUID = 1;
        final List<Object> berths = new ArrayList<>();
        final Object lighthouse;

        Harbour(Object lighthouse) {
            this.lighthouse = lighthouse;
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Object value) {
        return assertThatThrownBy(() -> travel.encode(value)).isInstanceOf(CannotTravelException.class);
    }

    @Test
    void theFieldAndItsClassAreNamed() {
        assertRefused(socket).hasMessage("cannot travel: java.net.Socket" + TRAVELS);
        assertRefused(new Ship("a", socket))
                .hasMessage("cannot travel: field socket (java.net.Socket) of " + HERE + "$Ship" + TRAVELS);
        assertRefused(new Ship("a", new Boat())).hasMessageContaining("field socket (" + HERE + "$Boat) of");
        assertRefused(new Ship("a", new Boat[] {null, new Boat()}))
                .hasMessageContaining("element 1 (" + HERE + "$Boat) of field socket of " + HERE + "$Ship;");
    }

    @Test
    void thePathLeadsToIt() {
        Ship ship = new Ship("a", socket);

        assertRefused(new Fleet(List.of(new Ship("b", 1), ship), Map.of()))
                .hasMessageStartingWith("cannot travel: field socket (java.net.Socket) of " + HERE
                        + "$Ship, in element 1 of field ships of " + HERE + "$Fleet; what travels");
        assertRefused(new Fleet(List.of(), Map.of("x", ship)))
                .hasMessageContaining(", in value of key x of field byName of " + HERE + "$Fleet");
        assertRefused(Arrays.asList(1, socket))
                .hasMessageStartingWith("cannot travel: element 1 (java.net.Socket) of java.util.Arrays$ArrayList;");
        assertRefused(new Object[] {Optional.of(socket)})
                .hasMessageStartingWith("cannot travel: content (java.net.Socket) of element 0 of java.lang.Object[];");
        assertRefused(Map.of(socket, 1)).hasMessageContaining("key 0 (java.net.Socket)");
    }

    @Test
    void aFieldOfASerializableClassIsNamed() {
        Harbour harbour = new Harbour(null);
        harbour.berths.add(new Harbour(List.of(socket)));

        assertRefused(new Harbour(socket))
                .hasMessage("cannot travel: field lighthouse (java.net.Socket) of " + HERE + "$Harbour" + TRAVELS);
        assertRefused(harbour).hasMessageContaining("field lighthouse (java.net.Socket) of " + HERE + "$Harbour");
        assertRefused(new Harbour(new Ship("a", 1)))
                .hasMessageContaining("field lighthouse (" + HERE + "$Ship)")
                .hasMessageContaining("make that class a record");
        assertRefused(new Harbour((Fn<Integer>) () -> 1))
                .hasMessageContaining("field lighthouse (a lambda) of " + HERE + "$Harbour")
                .hasMessageContaining("make that class a record");
        assertRefused(new Harbour(new Error("x"))).hasMessageContaining("make that class a record");
    }

    @Test
    void aCapturedValueIsNamedWithTheLambdaAndItsLine() {
        Socket local = socket;
        int number = 1;
        Fn<Object> code = () -> number + "" + local;

        assertRefused(code)
                .hasMessageMatching("(?s)cannot travel: captured value 2 \\(java\\.net\\.Socket\\) of the lambda in "
                        + HERE + "\\.aCapturedValueIsNamedWithTheLambdaAndItsLine \\(RefusalsTest\\.java:\\d+\\);"
                        + " what travels: .*");
        assertRefused((Fn<Object>) local::getInetAddress)
                .hasMessageContaining("captured value 1 (java.net.Socket) of the method reference"
                        + " java.net.Socket::getInetAddress in " + HERE + " (RefusalsTest.java:");
    }

    @Test
    void aCapturedThisIsNamedWithItsCure() {
        Fn<String> field = () -> name;
        Fn<String> method = this::method;
        int number = 1;
        Socket local = socket;
        Fn<String> both = () -> name + number + local;

        assertRefused(field)
                .hasMessageContaining("captured `this` (" + HERE + ") of the lambda in " + HERE
                        + ".aCapturedThisIsNamedWithItsCure (RefusalsTest.java:")
                .hasMessageContaining("copy the field to a local variable");
        assertRefused(method)
                .hasMessageContaining("captured `this` (" + HERE + ") of the method reference " + HERE + "::method")
                .hasMessageContaining("copy the field to a local variable");
        assertRefused(both).hasMessageContaining("captured `this`");
    }

    private String method() {
        return name;
    }

    /** A test instance that can travel is no reason to refuse. */
    static final class Travels implements Serializable {
        private static final long serialVersionUID = 1;
        private final String text = "field of a serializable class";

        Fn<String> code() {
            return () -> text;
        }
    }

    @Test
    void aCapturedThisThatTravelsIsTaken() throws Exception {
        assertThat(travel.anywhere(new Travels().code()).call()).isEqualTo("field of a serializable class");
    }

    @Test
    void codeOfOtherInterfacesIsToldWhatToBecome() {
        Supplier<String> plain = () -> "x";
        Callable<String> anonymous = new Callable<>() {
            @Override
            public String call() {
                return "x";
            }
        };
        String cure = "make it a lambda of a Remote… interface";

        assertRefused(plain)
                .hasMessageStartingWith("cannot travel: a lambda of java.util.function.Supplier made in " + HERE + ";")
                .hasMessageContaining(cure);
        assertRefused(anonymous)
                .hasMessageStartingWith("cannot travel: the anonymous class " + HERE + "$")
                .hasMessageContaining(cure);
    }

    @Test
    void aLambdaOfTheJdkIsRefused() {
        assertRefused(Comparator.comparing((Function<String, Integer> & Serializable) String::length))
                .hasMessageStartingWith("cannot travel: a lambda of java.util.Comparator made in java.util.Comparator;")
                .hasMessageContaining("write one in your own code");
    }

    @Test
    void aCycleIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Object[] array = new Object[1];
        array[0] = array;

        for (Object cycle : List.of(new Ship("a", list), Optional.of(map), new Ship("c", array))) {
            assertRefused(cycle).hasMessageContaining("nested more than 256 deep: is there a cycle?");
        }
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        Link link = null;
        for (int i = 0; i < 256; i++) {
            link = new Link(link);
        }
        Link deepest = link;

        assertThat(travel.anywhere(deepest)).isEqualTo(deepest);
        assertRefused(new Link(deepest))
                .hasMessageStartingWith(
                        "cannot travel: field next (" + HERE + "$Link) of " + HERE + "$Link, in field next")
                .hasMessageContaining(", …; nested more than 256 deep");
    }

    @Test
    void aTooLargeOrTooDeepSerializableValueIsRefused() {
        Harbour harbour = new Harbour(null);
        for (int i = 0; i < 100_001; i++) {
            harbour.berths.add(new Object[0]);
        }
        assertRefused(harbour).hasMessageContaining("more than 100000 objects");

        Harbour chain = new Harbour(null);
        for (int i = 0; i < 100_000; i++) {
            chain = new Harbour(chain);
        }
        assertRefused(chain);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // heap pollution is what it is about
    void aValueThatIsNotOfItsDeclaredTypeIsRefused() {
        assertRefused(new Names((List) List.of(1)))
                .hasMessageContaining("element 0 (java.lang.Integer) of field names")
                .hasMessageContaining("declared there is java.lang.String");
    }

    @Test
    void aValueThatFailsWhileItIsReadIsRefused() {
        List<String> broken = new ArrayList<>() {
            private static final long serialVersionUID = 1;

            @Override
            public Object[] toArray() {
                throw new IllegalStateException("broken list");
            }
        };

        assertRefused(broken).hasRootCauseMessage("broken list");
    }
}
