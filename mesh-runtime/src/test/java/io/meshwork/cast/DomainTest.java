package io.meshwork.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.meshwork.id.ActorId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.WireFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DomainTest {

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** CA-2: also where several members live in one proc. */
    @RepeatedTest(50)
    void theBlocksOfADomainHaveEachMemberOnce() {
        List<ActorId> members = randomMembers();
        int fanout = 1 + random.nextInt(6);

        List<ActorId> seen = new ArrayList<>();
        collect(Domain.of(new Domain.Id(1, 2), fanout, members), fanout, members, seen);

        assertThat(seen).as("seed=" + seed).containsExactlyInAnyOrderElementsOf(members);
    }

    private void collect(Domain block, int fanout, List<ActorId> members, List<ActorId> seen) {
        assertThat(block.size()).as("seed=" + seed).isPositive();
        assertThat(block.below().size()).isLessThanOrEqualTo(fanout);
        if (!block.isRoot()) {
            Place head = block.head();
            for (int i = 0; i < head.size(); i++) {
                ActorId member = head.proc().actor(head.actors().get(i));
                assertThat(members.get(head.ranks().get(i))).as("seed=" + seed).isEqualTo(member);
                seen.add(member);
            }
        }
        int position = block.first() + (block.isRoot() ? 0 : block.head().size());
        for (Domain below : block.below()) {
            assertThat(below.first()).isEqualTo(position);
            position += below.size();
            collect(below, fanout, members, seen);
        }
    }

    private List<ActorId> randomMembers() {
        List<ActorId> members = new ArrayList<>();
        int procs = 1 + random.nextInt(20);
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            members.add(RelayNetwork.proc("p" + random.nextInt(procs)).actor("a" + i));
        }
        return members;
    }

    @Test
    void numbersAreCutLikeAnArray() {
        long[] numbers = random.longs(200, 0, 3).toArray();
        Numbers runs = Numbers.of(numbers);

        for (int i = 0; i < 200; i++) {
            int offset = random.nextInt(201);
            int count = random.nextInt(201 - offset);
            List<Long> part = new ArrayList<>();
            runs.part(offset, count).forEach(part::add);

            assertThat(part.stream().mapToLong(Long::longValue).toArray())
                    .as("seed=" + seed)
                    .isEqualTo(Arrays.copyOfRange(numbers, offset, offset + count));
        }
    }

    /** Bytes of a peer lead to a frame or to a refusal. */
    @Test
    void bytesThatAreNoFrameAreRefused() {
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = FrameFormat.bytes(randomFrame());
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            assertThatCode(() -> readOrRefuse(cut)).as("seed=" + seed).doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            FrameFormat.read(bytes);
        } catch (WireFormatException expected) {
            assertThat(expected).hasMessageContaining(" ");
        }
    }

    private Frame randomFrame() {
        List<ActorId> members = randomMembers();
        Domain domain = Domain.of(new Domain.Id(random.nextLong(), 1), 2, members);
        Envelope.Cast cast = new Envelope.Cast(random.nextLong(), random.nextLong(), members.size());
        return switch (random.nextInt(4)) {
            case 0 -> new Frame.SetUp(domain.below().get(0));
            case 1 -> new Frame.Done(List.of(cast, cast));
            case 2 -> new Frame.Unknown(cast);
            default ->
                new Frame.Carry(new Carried(
                        domain.id(),
                        cast,
                        random.nextBoolean(),
                        true,
                        members.get(0),
                        random.nextBoolean() ? members.get(0).port(3) : null,
                        9,
                        Numbers.of(random.longs(members.size(), 0, 4).toArray()),
                        new byte[random.nextInt(20)]));
        };
    }
}
