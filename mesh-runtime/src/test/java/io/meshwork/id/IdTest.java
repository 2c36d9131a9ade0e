package io.meshwork.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ID-1: each id has one text form, which parses back. */
class IdTest {

    private static final long SEED = 4711;
    private static final String LETTERS = "abcXYZ019_-";

    private final Random random = new Random(SEED);

    @Test
    void everyIdParsesBackFromItsText() {
        for (int i = 0; i < 1_000; i++) {
            Address address = randomAddress();
            PortId port = new ProcId(randomName(), address).actor(randomName()).port(random.nextLong() >>> 1);

            assertThat(Address.parse(address.toString()))
                    .as("seed=%d round=%d", SEED, i)
                    .isEqualTo(address);
            assertThat(ProcId.parse(port.actor().proc().toString()))
                    .isEqualTo(port.actor().proc());
            assertThat(ActorId.parse(port.actor().toString()))
                    .isEqualTo(port.actor())
                    .hasSameHashCodeAs(port.actor());
            assertThat(PortId.parse(port.toString())).isEqualTo(port).hasSameHashCodeAs(port);
        }
    }

    @Test
    void aTextThatIsNoIdIsRefusedWithTheAcceptedForm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("ipc:x"))
                .withMessageContaining("unix:/path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("inproc:a b"))
                .withMessageContaining("1 to 63 letters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("tcp:h:x"))
                .withMessageContaining("tcp:h:x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("tcp:h:4711#"))
                .withMessageContaining("tcp:host:port#incarnation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcId.parse("p0"))
                .withMessageContaining("name@address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActorId.parse("a0"))
                .withMessageContaining("actor.proc");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortId.parse("a0.p0@unix:/x"))
                .withMessageContaining("actor:index");
    }

    @Test
    void aNameOutsideOfTheAlphabetIsRefused() {
        for (String name : List.of("", "a.b", "a@b", "ü", "a b", "x".repeat(64))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Names.require("actor", name))
                    .withMessageContaining("got: '" + name + "'");
        }
    }

    private Address randomAddress() {
        return switch (random.nextInt(3)) {
            case 0 -> new Address.Unix("/tmp/" + randomName() + ".s");
            case 1 ->
                new Address.Tcp("127.0.0.1", 1 + random.nextInt(65_535), random.nextBoolean() ? 0 : random.nextLong());
            default -> new Address.InProcess(randomName());
        };
    }

    private String randomName() {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
