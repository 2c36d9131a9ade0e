package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;
import io.meshwork.wire.WireFormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlesTravelTest {

    private final Travel travel = new Travel();

    /** A handle as a class. */
    static final class Door implements Travelling {
        private final String name;
        private final Receiver actsFor;

        Door(String name, Receiver actsFor) {
            this.name = name;
            this.actsFor = actsFor;
        }

        @Override
        public TravelForm<?> travelForm() {
            return new DoorForm(name);
        }
    }

    private record DoorForm(String name) implements TravelForm<Door> {
        @Override
        public Door arrive(Receiver receiver) {
            return new Door(name, receiver);
        }
    }

    /** A handle as a record, which must not travel as a record. */
    record Bell<T>(String name, Receiver actsFor) implements Travelling {
        @Override
        public TravelForm<?> travelForm() {
            return new BellForm<T>(name);
        }
    }

    record BellForm<T>(String name) implements TravelForm<Bell<T>> {
        @Override
        public Bell<T> arrive(Receiver receiver) {
            return new Bell<>(name, receiver);
        }
    }

    record House(Door front, Bell<String> bell, List<Door> doors, Object any) {}

    record Liar() implements Travelling {
        @Override
        public TravelForm<?> travelForm() {
            return receiver -> "a lambda is no record";
        }
    }

    @Test
    void aHandleArrivesActingForTheReceiver() {
        Receiver receiver = new Receiver() {};
        Door door = new Door("front", Travel.NOBODY);
        House house = new House(door, new Bell<>("ring", null), List.of(door), door);
        TypedCodec codec = new TypedCodec(Travel.class.getClassLoader());

        House back = (House) codec.decode(codec.encode(house), House.class, receiver);

        assertThat(back.front().name).isEqualTo("front");
        assertThat(back.front().actsFor).isSameAs(receiver);
        assertThat(back.bell()).isEqualTo(new Bell<String>("ring", receiver));
        assertThat(back.doors().get(0).actsFor).isSameAs(receiver);
        assertThat(back.any()).isInstanceOf(Door.class);
    }

    @Test
    void aFormOfAnotherHandleIsRefusedBeforeItIsMade() {
        byte[] bell = travel.encode(new Bell<>("x", null));

        assertThatThrownBy(() -> travel.decode(bell, Door.class)).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> travel.decode(bell, String.class)).isInstanceOf(WireFormatException.class);
    }

    @Test
    void aHandleIsNotTakenAsARecord() {
        byte[] forged = Travel.forged(Kind.RECORD, Bell.class.getName(), Kind.NULL, Kind.NULL);

        assertThatThrownBy(() -> travel.decode(forged, Object.class)).isInstanceOf(WireFormatException.class);
    }

    @Test
    void aTravelFormMustBeARecord() {
        assertThatThrownBy(() -> travel.encode(new Liar()))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageContaining("its travel form is no record");
    }
}
