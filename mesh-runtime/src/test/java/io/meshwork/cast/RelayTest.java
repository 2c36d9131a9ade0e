package io.meshwork.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final long SESSION = 42;
    private static final int SET_UP = 0;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RelayNetwork network = new RelayNetwork(random);
    private long lastCast;

    @AfterEach
    void close() {
        network.close();
    }

    /** CA-1, CA-4, CA-5: whatever the tree. */
    @RepeatedTest(50)
    void eachMemberGetsEachCastOnceAsIfItWereSentDirectly() {
        List<ActorId> members = network.members(1 + random.nextInt(80));
        int fanout = 1 + random.nextInt(8);
        int casts = 1 + random.nextInt(5);

        for (int i = 0; i < casts; i++) {
            cast(members, fanout, numbersOf(members, i));
        }
        network.run();

        for (int rank = 0; rank < members.size(); rank++) {
            List<Envelope> taken = network.taken(members.get(rank));
            assertThat(taken).as("seed=" + seed + " rank=" + rank).hasSize(casts);
            for (Envelope envelope : taken) {
                assertThat(envelope.from()).isEqualTo(network.root());
                assertThat(envelope.rank()).isEqualTo(rank);
                assertThat(envelope.payload())
                        .isEqualTo(new byte[] {7, (byte) envelope.cast().number()});
                assertThat(envelope.order())
                        .as("seed=" + seed)
                        .isEqualTo(new Envelope.Order(
                                SESSION,
                                numbersOf(members, (int) envelope.cast().number() - 1)[rank]));
            }
        }
    }

    /** CA-3: and once per way, however many casts follow. */
    @Test
    void aBlockIsToldWhatItIsAheadOfTheFirstCastAndNotAgain() {
        List<ActorId> members = network.members(40);
        List<Envelope> relayed = new ArrayList<>();
        network.lose(envelope -> {
            if (envelope.kind() == Envelope.Kind.RELAY
                    && envelope.to().actor().proc().name().equals("p0")) {
                relayed.add(envelope);
            }
            return false;
        });

        cast(members, 3, numbersOf(members, 0));
        cast(members, 3, numbersOf(members, 1));
        network.run();

        assertThat(relayed.stream()
                        .filter(envelope -> envelope.payload()[0] < 2)
                        .map(envelope -> (int) envelope.payload()[0])
                        .collect(Collectors.toList()))
                .containsExactly(SET_UP, 1, 1);
    }

    /** CA-6: views with members in common. */
    @RepeatedTest(10)
    void domainsWithMembersInCommonAreNotMixedUp() {
        List<ActorId> members = network.members(30);
        List<ActorId> some = new ArrayList<>(members.subList(5, 25));
        Collections.shuffle(some, random);

        cast(members, 2, numbersOf(members, 0));
        cast(some, 3, numbersOf(some, 0));
        network.run();

        for (int rank = 0; rank < some.size(); rank++) {
            int viewRank = rank;
            assertThat(network.taken(some.get(rank)))
                    .as("seed=" + seed)
                    .hasSize(2)
                    .anyMatch(envelope -> envelope.cast().members() == 20 && envelope.rank() == viewRank);
        }
        assertThat(network.taken(members.get(0))).hasSize(1);
    }

    /** CA-7: what was told may be lost or forgotten anywhere. */
    @RepeatedTest(20)
    void whoDoesNotKnowADomainIsToldAgain() {
        List<ActorId> members = network.members(1 + random.nextInt(60));
        network.lose(envelope ->
                envelope.kind() == Envelope.Kind.RELAY && envelope.payload()[0] == SET_UP && random.nextInt(3) == 0);

        cast(members, 2, numbersOf(members, 0));
        cast(members, 2, numbersOf(members, 1));
        network.run();

        for (ActorId member : members) {
            assertThat(casts(member)).as("seed=" + seed).contains(1L, 2L);
        }
        assertThat(network.atClient()).isEmpty();
    }

    /** CA-8: relays that are gone. */
    @RepeatedTest(50)
    void theLivingGetWhatGoesPastTheDeadWhoseMessagesComeBack() {
        List<ActorId> members = network.members(2 + random.nextInt(80));
        List<ActorId> living = new ArrayList<>(members);
        for (int kills = random.nextInt(members.size()); kills > 0; kills--) {
            network.kill(living.remove(random.nextInt(living.size())).proc());
        }
        int fanout = 1 + random.nextInt(5);

        cast(members, fanout, numbersOf(members, 0));
        network.run();
        cast(members, fanout, numbersOf(members, 1));
        network.run();

        for (ActorId member : living) {
            assertThat(casts(member)).as("seed=" + seed + " member=" + member).containsExactly(1L, 2L);
        }
        List<ActorId> dead = new ArrayList<>(members);
        dead.removeAll(living);
        assertThat(network.cameBack()).as("seed=" + seed).containsExactlyInAnyOrderElementsOf(dead);
        assertThat(network.atClient()).as("seed=" + seed).hasSize(2 * dead.size());
    }

    /** CA-8: what can't be read comes back, and is all that is harmed. */
    @Test
    void aRelayOutlivesWhatItCannotRead() {
        List<ActorId> members = network.members(20);
        cast(members, 2, numbersOf(members, 0));
        network.run();

        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = (byte) random.nextInt(5);
            }
            PortId to = members.get(random.nextInt(20)).proc().actor(Relay.NAME).port(PortId.HANDLER);
            Envelope.Kind kind = random.nextBoolean() ? Envelope.Kind.RELAY : Envelope.Kind.PART;
            network.post(
                    network.client,
                    new Envelope(kind, false, true, to, network.root(), null, 0, null, new byte[0].clone()));
            network.post(network.client, new Envelope(kind, false, true, to, network.root(), null, 0, null, noise));
        }
        network.run();
        cast(members, 2, numbersOf(members, 1));
        network.run();

        assertThat(network.atClient()).as("seed=" + seed).hasSizeGreaterThan(2_000);
        for (ActorId member : members) {
            assertThat(casts(member)).as("seed=" + seed).containsExactly(1L, 2L);
        }
    }

    /** CA-5: each way a value may take; one part per block at most. */
    @RepeatedTest(20)
    void thePartsThatComeOfATreeAreNoMoreThanTheFanOutAndInTheOrderOfRanks() {
        List<ActorId> members = network.members(1 + random.nextInt(80));
        int fanout = 1 + random.nextInt(8);
        Envelope.Cast cast = cast(members, fanout, numbersOf(members, 0));
        network.run();
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 0; rank < members.size(); rank++) {
            ranks.add(rank);
        }
        Collections.shuffle(ranks, random);

        for (int rank : ranks) {
            network.contribute(members.get(rank), cast, rank);
            if (random.nextInt(3) == 0) {
                network.run();
            }
        }
        network.run();

        Gathered gathered = new Gathered();
        int parts = 0;
        for (Envelope envelope : network.atClient()) {
            parts++;
            for (Part.Folded folded : Part.decoded(envelope.payload()).values()) {
                assertThat(gathered.add(folded)).as("seed=" + seed).isTrue();
            }
        }
        assertThat(parts).as("seed=" + seed).isLessThanOrEqualTo(fanout);
        assertThat(RelayNetwork.text(gathered.values()))
                .as("seed=" + seed)
                .isEqualTo(ranks.stream().sorted().map(rank -> rank + ",").collect(Collectors.joining()));
    }

    /** CA-8: it may be suspended, and go on later. */
    @RepeatedTest(10)
    void whatIsBelowARelayThatIsSilentIsServedPastIt() {
        List<ActorId> members = network.members(20 + random.nextInt(60));
        ActorId silent = members.get(0);
        List<Envelope> waiting = new ArrayList<>();
        network.lose(envelope -> envelope.to().actor().proc().equals(silent.proc()) && waiting.add(envelope));
        cast(members, 1 + random.nextInt(4), numbersOf(members, 0));

        network.run();
        assertThat(members)
                .as("seed=" + seed)
                .anyMatch(member -> !member.equals(silent) && casts(member).isEmpty());
        for (int moment = 0; moment < 200; moment++) {
            network.pass(Duration.ofMillis(100));
        }
        for (ActorId member : members) {
            assertThat(casts(member))
                    .as("seed=" + seed + " member=" + member)
                    .isEqualTo(member.equals(silent) ? List.of() : List.of(1L));
        }

        network.lose(envelope -> false);
        waiting.forEach(envelope -> network.post(network.client, envelope));
        network.run();
        assertThat(casts(silent)).as("seed=" + seed).containsExactly(1L);
    }

    /* The first of them are forgotten: they don't go past the one that ends. */
    @Test
    void noMoreCastsAreKeptThanTenThousandOrSixtyFourMebibytes() {
        List<ActorId> members = network.members(3);
        ActorId silent = members.get(1);
        network.lose(envelope -> envelope.kind() == Envelope.Kind.RELAY
                && envelope.to().actor().proc().equals(silent.proc()));

        for (int i = 0; i < 10_050; i++) {
            cast(members, 2, numbersOf(members, i));
            network.run();
        }
        network.relay().ended(silent.proc().address(), "was killed");
        network.run();
        assertThat(castsBack()).hasSize(10_000).startsWith(51L).endsWith(10_050L);

        for (int i = 0; i < 70; i++) {
            cast(members, 2, numbersOf(members, i), new byte[1 << 20]);
            network.run();
        }
        network.relay().ended(silent.proc().address(), "was killed");
        network.run();
        assertThat(castsBack()).hasSize(10_064).endsWith(10_120L);
    }

    /** CA-8: what it was handed on it may have handled; what it never got it has not. */
    @Test
    void whatARelayThatEndedMayHaveHandedOnSaysSoWhenItComesBack() {
        List<ActorId> members = network.members(3);
        ActorId silent = members.get(1);
        network.lose(envelope -> envelope.from().proc().equals(silent.proc()));

        cast(members, 2, numbersOf(members, 0));
        network.run();
        network.kill(silent.proc());
        network.relay().ended(silent.proc().address(), "was killed");
        network.lose(envelope -> false);
        cast(members, 2, numbersOf(members, 1));
        network.run();

        assertThat(casts(silent)).containsExactly(1L);
        assertThat(network.cameBack()).as("seed=" + seed).contains(silent);
        assertThat(network.atClient())
                .filteredOn(envelope ->
                        Bounce.decoded(envelope.payload()).destination().actor().equals(silent))
                .extracting(Envelope::text)
                .containsExactly("was killed" + Undeliverable.MAY_BE_RECEIVED, "dead: " + silent.proc());
    }

    /** CA-1, CA-5: to each member whose value is in it, but to those that do not want it back. */
    @RepeatedTest(20)
    void aFoldedPartThatFindsThePortClosedComesBackToThoseWhoseValuesAreInIt() {
        List<ActorId> members = network.members(1 + random.nextInt(60));
        Envelope.Cast cast = cast(members, 1 + random.nextInt(6), numbersOf(members, 0));
        network.run();
        network.closePort();
        List<Integer> returned = new ArrayList<>();

        for (int rank = 0; rank < members.size(); rank++) {
            if (random.nextInt(3) > 0) {
                returned.add(rank);
            }
            network.contribute(members.get(rank), cast, rank, returned.contains(rank));
        }
        network.run();

        for (int rank = 0; rank < members.size(); rank++) {
            List<String> back = network.taken(members.get(rank)).stream()
                    .filter(envelope -> envelope.kind() == Envelope.Kind.UNDELIVERABLE)
                    .map(envelope -> Bounce.decoded(envelope.payload()).destination() + " " + envelope.text())
                    .toList();
            assertThat(back)
                    .as("seed=" + seed + " rank=" + rank)
                    .isEqualTo(returned.contains(rank) ? List.of(network.root().port(5) + " closed") : List.of());
        }
    }

    private List<Long> casts(ActorId member) {
        return network.taken(member).stream()
                .map(envelope -> envelope.cast().number())
                .sorted()
                .collect(Collectors.toList());
    }

    private List<Long> castsBack() {
        return network.atClient().stream()
                .map(envelope -> envelope.cast().number())
                .sorted()
                .collect(Collectors.toList());
    }

    /* Some members have got something on their own before. */
    private static long[] numbersOf(List<ActorId> members, int casts) {
        long[] numbers = new long[members.size()];
        for (int rank = 0; rank < numbers.length; rank++) {
            numbers[rank] = casts + 1 + (rank % 7 == 3 ? 10 : 0);
        }
        return numbers;
    }

    private Envelope.Cast cast(List<ActorId> members, int fanout, long[] numbers) {
        return cast(members, fanout, numbers, new byte[] {7, (byte) (lastCast + 1)});
    }

    private Envelope.Cast cast(List<ActorId> members, int fanout, long[] numbers, byte[] payload) {
        Envelope.Cast cast = new Envelope.Cast(SESSION, ++lastCast, members.size());
        network.relay().cast(members, fanout, cast, network.root(), null, SESSION, numbers, payload);
        return cast;
    }
}
