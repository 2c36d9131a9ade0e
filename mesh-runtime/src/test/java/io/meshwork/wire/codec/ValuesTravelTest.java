package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTravelTest {

    private final Travel travel = new Travel();

    enum Plain {
        ONE,
        TWO
    }

    enum WithBodies {
        A {
            @Override
            int weight() {
                return 1;
            }
        },
        B {
            @Override
            int weight() {
                return 2;
            }
        };

        abstract int weight();
    }

    private record Everything(
            boolean z, byte b, short s, char c, int i, long j, float f, double d, String text, Integer boxed) {}

    private record Nothing() {}

    record Holder(
            Plain plain,
            WithBodies body,
            Nothing nothing,
            Optional<String> name,
            OptionalInt count,
            Class<?> type,
            Object any,
            Number number) {}

    private record Deep(Deep next, int depth) {}

    record Arrays(int[] ints, String[] strings, int[][] grid, Nothing[] nothings, Object[] any, Number[] numbers) {}

    public static final class Account implements Serializable {
        private static final long serialVersionUID = 1;
        private final String owner;
        private final ArrayList<Integer> amounts;

        Account(String owner, List<Integer> amounts) {
            this.owner = owner;
            this.amounts = new ArrayList<>(amounts);
        }
    }

    record WithAccount(Account account, LocalDate since, BigDecimal balance, UUID id, ZoneId zone) {}

    static List<Object> values() {
        return List.of(
                true,
                (byte) -7,
                (short) -300,
                'ß',
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Float.MIN_VALUE,
                Double.NaN,
                "",
                "plain",
                "grüße, 世界 😀",
                Plain.TWO,
                WithBodies.B,
                TimeUnit.SECONDS,
                DayOfWeek.MONDAY,
                new Everything(true, (byte) 1, (short) 2, '3', 4, 5L, 6f, 7d, "8", 9),
                new Everything(false, (byte) -1, (short) -2, '\uffff', -4, -5L, -6f, -7d, null, null),
                new Nothing(),
                new Holder(
                        Plain.ONE,
                        WithBodies.A,
                        new Nothing(),
                        Optional.of("x"),
                        OptionalInt.of(3),
                        int[].class,
                        new Nothing(),
                        7),
                new Holder(null, null, null, null, null, null, null, null),
                new Deep(new Deep(null, 2), 1),
                Optional.empty(),
                Optional.of(Optional.of(Plain.ONE)),
                OptionalInt.empty(),
                OptionalLong.of(-1),
                OptionalDouble.of(0.5),
                Duration.ofMillis(-1500),
                Instant.ofEpochSecond(-1, 999),
                String.class,
                int.class,
                void.class,
                Nothing[][].class,
                new BigDecimal("1.50"),
                BigInteger.TEN.pow(50),
                UUID.fromString("8c9f1e7e-26a5-4a2e-9d0b-0c0d1b2f3a4b"),
                LocalDate.of(2024, 2, 29),
                ZonedDateTime.of(2024, 2, 29, 1, 2, 3, 4, ZoneId.of("Europe/Berlin")),
                URI.create("http://example.org/x?y#z"),
                Locale.GERMANY,
                Currency.getInstance("EUR"),
                BitSet.valueOf(new long[] {5}));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackEqual(Object value) {
        assertThat(travel.anywhere(value)).isEqualTo(value).hasSameClassAs(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackWhereItsClassIsDeclared(Object value) {
        Class<?> declared = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        assertThat(travel.<Object>to(declared, value)).isEqualTo(value);
    }

    @Test
    void nullComesBack() {
        assertThat(travel.<Object>anywhere(null)).isNull();
        assertThat(travel.<Object>to(String.class, null)).isNull();
    }

    @Test
    void aBoxComesBackWhereThePrimitiveIsDeclared() {
        assertThat(travel.<Long>to(long.class, 5L)).isEqualTo(5L);
        assertThat(travel.<Class<?>>to(new Travel.TypeOf<Class<Integer>>() {}.type(), int.class))
                .isEqualTo(int.class);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void anArrayComesBackWithItsClass(Object array) {
        assertThat(travel.anywhere(array)).isEqualTo(array).hasSameClassAs(array);
        assertThat(travel.<Object>to(array.getClass(), array)).isEqualTo(array).hasSameClassAs(array);
    }

    static List<Object> arrays() {
        return List.of(
                new boolean[] {true, false},
                new byte[] {1, -1},
                new short[] {2, -2},
                new char[] {'a', '\uffff'},
                new int[] {3, -3},
                new long[] {4, -4},
                new float[] {5, -5},
                new double[] {6, -6},
                new int[0],
                new int[][] {{1}, {}, null},
                new String[] {"a", null},
                new Plain[] {Plain.ONE},
                new Nothing[][] {{new Nothing()}, {}},
                new Object[] {1, "a", null, new int[] {1}, List.of()},
                new Number[] {1, 2L, null},
                new Comparable<?>[] {"a", 1});
    }

    @Test
    void arraysInARecordComeBackWithTheirClasses() {
        Arrays arrays = new Arrays(
                new int[] {1},
                new String[] {"a"},
                new int[][] {{1}, {2}},
                new Nothing[] {new Nothing()},
                new String[] {"b"},
                new Number[] {1, 1.5});

        assertThat(travel.anywhere(arrays)).usingRecursiveComparison().isEqualTo(arrays);
        assertThat(travel.anywhere(arrays).any()).isInstanceOf(String[].class);
    }

    @Test
    void aSerializableObjectComesBack() {
        WithAccount account = new WithAccount(
                new Account("me", List.of(1, 2)),
                LocalDate.of(2000, 1, 1),
                BigDecimal.ONE,
                new UUID(1, 2),
                ZoneId.of("Asia/Tokyo"));

        assertThat(travel.anywhere(account)).usingRecursiveComparison().isEqualTo(account);
        assertThat(travel.anywhere(new AtomicLong(5)).get()).isEqualTo(5);
    }

    @Test
    void theClassOfAPayloadIsReadWithoutDecodingIt() {
        assertThat(travel.className(new Nothing())).isEqualTo(Nothing.class.getName());
        assertThat(travel.className(WithBodies.B)).isEqualTo(WithBodies.class.getName());
        assertThat(travel.className(new IllegalStateException("x"))).isEqualTo("java.lang.IllegalStateException");
        assertThat(travel.className(new Account("me", List.of()))).isEqualTo(Account.class.getName());
        assertThat(travel.className(List.of(new Nothing()))).isEmpty();
        assertThat(travel.className("text")).isEmpty();
        assertThat(travel.className(null)).isEmpty();
    }

    @Test
    void aClassIsNamedOncePerPayload() {
        byte[] one = travel.encode(List.of(new Nothing()));
        byte[] two = travel.encode(List.of(new Nothing(), new Nothing()));

        assertThat(two.length - one.length).isLessThan(4);
    }
}
