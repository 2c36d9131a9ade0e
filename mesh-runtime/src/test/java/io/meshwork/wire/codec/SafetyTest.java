package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireOutput;
import io.meshwork.wire.codec.Travel.TypeOf;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** PC-2: which classes a payload can load and initialise. W-1: what it can't do. */
class SafetyTest {

    private final Travel travel = new Travel();

    /** Who was initialised; classes below write themselves down. */
    static final class Initialised {
        static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

        static boolean add(String name) {
            return NAMES.add(name);
        }
    }

    record Expected(String name) {}

    record StrangeRecord(String name) {
        static final boolean SEEN = Initialised.add("record");
    }

    enum StrangeEnum {
        ONE;

        static final boolean SEEN = Initialised.add("enum");
    }

    static final class StrangeClass {
        static final boolean SEEN = Initialised.add("class");
    }

    static final class StrangeSerializable implements Serializable {
        private static final long serialVersionUID = 1;
        static final boolean SEEN = Initialised.add("serializable");
    }

    @SuppressWarnings("serial") // test data
    static final class StrangeException extends RuntimeException {
        static final boolean SEEN = Initialised.add("exception");
    }

    static final class StrangeCode {
        static final boolean SEEN = Initialised.add("code");
    }

    interface Fn extends Serializable {
        void run();
    }

    sealed interface Choice permits One, Two {}

    enum Hue {
        DARK {},
        LIGHT
    }

    record One(int number) implements Choice {}

    record Two(Choice next) implements Choice {}

    record Holder(Expected expected, List<Expected> more, Choice choice, Runnable code) {}

    record Picky(int number) {
        Picky {
            if (number < 0) {
                throw new IllegalArgumentException("below zero");
            }
        }
    }

    /** A loader that writes down what it is asked for. */
    static final class Recording extends ClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();

        Recording() {
            super(SafetyTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    private static final List<Type> DECLARED = List.of(
            Expected.class,
            new TypeOf<List<Expected>>() {}.type(),
            Choice.class,
            Holder.class,
            String.class,
            Runnable.class,
            Throwable.class,
            Fn.class,
            Comparable.class);

    @Test
    void aClassOutsideTheDeclaredTypeIsNeverInitialised() {
        for (Kind kind : Kind.values()) {
            for (Class<?> strange :
                    List.of(StrangeRecord.class, StrangeEnum.class, StrangeClass.class, StrangeSerializable.class)) {
                for (Type declared : DECLARED) {
                    refuse(Travel.forged(kind, strange.getName(), 4), declared);
                    refuse(Travel.forged(Kind.LIST, 1, kind, strange.getName(), 4), declared);
                    refuse(Travel.forged(kind, 1, strange.getName(), 4), declared);
                }
            }
        }
        assertThat(Initialised.NAMES).doesNotContain("record", "enum", "class", "serializable");
    }

    @Test
    void aClassOfTheWrongKindIsNeverInitialised() {
        for (Kind kind : Kind.values()) {
            refuse(Travel.forged(kind, StrangeClass.class.getName(), 4), Object.class);
            refuse(lambdaOf(StrangeCode.class.getName(), Fn.class.getName()), Runnable.class);
        }
        refuse(exceptionOf(StrangeException.class.getName()), String.class);
        refuse(exceptionOf(StrangeException.class.getName()), IOException.class);

        assertThat(Initialised.NAMES).doesNotContain("class", "code", "exception");
    }

    @Test
    void aNameThatCannotFitIsNotEvenLoaded() {
        Recording loader = new Recording();
        TypedCodec codec = new TypedCodec(loader);
        String name = StrangeRecord.class.getName();

        byte[] one = Travel.forged(Kind.RECORD, name, 0);
        byte[] list = Travel.forged(Kind.LIST, 1, Kind.RECORD, name, 0);
        byte[] array = Travel.forged(Kind.ARRAY, 0, name, 1, Kind.RECORD);
        Type expected = new TypeOf<List<Expected>>() {}.type();

        assertMisfit(() -> codec.decode(one, Expected.class, Travel.NOBODY));
        assertMisfit(() -> codec.decode(one, Choice.class, Travel.NOBODY));
        assertMisfit(() -> codec.decode(one, Hue.class, Travel.NOBODY));
        assertMisfit(() -> codec.decode(list, expected, Travel.NOBODY));
        assertMisfit(() -> codec.decode(array, Expected[].class, Travel.NOBODY));
        assertMisfit(() -> codec.decode(array, Choice[].class, Travel.NOBODY));

        assertThat(loader.asked).doesNotContain(name);
        assertThatThrownBy(() -> codec.decode(Travel.forged(Kind.RECORD, name, 1), Comparable.class, Travel.NOBODY))
                .isInstanceOf(WireFormatException.class);
        assertThat(loader.asked).contains(name);
        assertThat(Initialised.NAMES).doesNotContain("record");
    }

    @Test
    void sealedChoicesTravel() {
        Choice choice = new Two(new Two(new One(1)));

        assertThat(travel.<Choice>to(Choice.class, choice)).isEqualTo(choice);
    }

    @Test
    void aRecordThatRefusesItsValuesIsNamed() {
        WireOutput forged = new WireOutput();
        byte[] head = Travel.forged(Kind.RECORD, Picky.class.getName());
        forged.writeRaw(head, 0, head.length);
        forged.writeInt(-1);

        assertThatThrownBy(() -> travel.decode(forged.toByteArray(), Picky.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("record=" + Picky.class.getName())
                .hasCauseExactlyInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("below zero");
    }

    @Test
    void nestingHasABound() {
        int depth = 1_000_000;
        byte[] lists = new byte[2 * depth];
        for (int i = 0; i < depth; i++) {
            lists[2 * i] = (byte) Kind.LIST.ordinal();
            lists[2 * i + 1] = 1;
        }

        assertThatThrownBy(() -> travel.decode(lists, Object.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("nested too deep: limit=256");
    }

    /** Each of 250 nested lists claims to fill the rest of the payload. */
    @Test
    void falseCountsTakeNoMemory() {
        WireOutput out = new WireOutput();
        for (int i = 0; i < 250; i++) {
            out.writeByte(Kind.LIST.ordinal());
            out.writeVarInt(30_000_000);
        }
        byte[] rest = new byte[31_000_000];
        out.writeRaw(rest, 0, rest.length);

        assertThatThrownBy(() -> travel.decode(out.toByteArray(), Object.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("more elements than bytes");
    }

    @Test
    void valuesOutsideTheFilterAreRefused() {
        assertThatThrownBy(() -> travel.encode(Pattern.compile("a*"))).hasMessageContaining("java.util.regex.Pattern");
        byte[] forged = Travel.forged(Kind.SERIALIZABLE, Pattern.class.getName(), 0);
        assertThatThrownBy(() -> travel.decode(forged, Object.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("not serializable here");
    }

    @Test
    void bytesThatAreLeftOverAreRefused() {
        assertThatThrownBy(() -> travel.decode(new byte[] {0, 0}, Object.class))
                .isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> travel.decode(new byte[0], Object.class)).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> travel.decode(new byte[] {0}, int.class)).isInstanceOf(WireFormatException.class);
    }

    private static void assertMisfit(ThrowingCallable decoding) {
        assertThatThrownBy(decoding)
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("class does not fit")
                .hasMessageContaining("got=" + StrangeRecord.class.getName());
    }

    private void refuse(byte[] payload, Type declared) {
        try {
            Object value = travel.decode(payload, declared);
            assertThat(value)
                    .isInstanceOfAny(
                            List.class,
                            Set.class,
                            String.class,
                            Number.class,
                            Class.class,
                            Character.class,
                            Boolean.class);
        } catch (WireFormatException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    private static byte[] lambdaOf(String capturing, String functional) {
        return Travel.forged(Kind.LAMBDA, capturing, functional, "run", "()V", "x", "lambda$x", "()V", "()V", 6, 0);
    }

    private static byte[] exceptionOf(String name) {
        WireOutput out = new WireOutput();
        out.writeByte(Kind.THROWABLE.ordinal());
        out.writeString(name);
        for (int i = 0; i < 4; i++) {
            out.writeByte(0);
        }
        return out.toByteArray();
    }
}
