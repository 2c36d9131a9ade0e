package io.meshwork.junit;

import io.meshwork.Client;
import io.meshwork.config.Keys;
import io.meshwork.failure.BrokenInvariant;
import io.meshwork.failure.BrokenInvariants;
import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what went wrong with the mesh of a fixture and was taken by nobody (J-6): after a test, whose it is, and for the
 * class what came between its tests. What was looked at is taken: nothing is found twice. For any thread.
 */
final class FixtureCheck {

    private static final Logger log = LoggerFactory.getLogger(FixtureCheck.class);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final MeshFixture fixture;
    private final Set<BrokenInvariant> known = new HashSet<>(BrokenInvariants.ofThisProcess()); // guarded by this
    private Findings ofClass = Findings.NONE; // guarded by this
    private boolean first = true; // guarded by this
    private Instant begun = Instant.now(); // guarded by this

    FixtureCheck(MeshFixture fixture) {
        this.fixture = fixture;
    }

    /** A test begins: what came before it is the class's. Asks nobody, but once for what was caused before the first. */
    synchronized void testBegins() {
        fixture.clientIfMade().ifPresent(client -> {
            Findings before = first ? settled(client) : found(client, List.of());
            if (!before.isEmpty()) {
                log.warn("between the tests of {}: {}", fixture, before);
            }
            ofClass = ofClass.plus(before);
        });
        first = false;
        begun = Instant.now();
    }

    /** A test is over: asks once around for what it caused. */
    synchronized Findings testEnds() {
        return fixture.clientIfMade().map(this::settled).orElse(Findings.NONE);
    }

    /** The class is over. */
    synchronized Findings classEnds() {
        Findings last = fixture.clientIfMade().map(this::settled).orElse(Findings.NONE);
        Findings all = ofClass.plus(last);
        ofClass = Findings.NONE;
        return all;
    }

    /** What failed since the test began, whoever took it: the first first, with what followed from it. */
    synchronized List<MeshFailure> failuresOfTest() {
        Optional<Client> client = fixture.clientIfMade();
        List<MeshFailure> failures = new ArrayList<>(
                client.isEmpty() ? List.of() : client.get().failures().taken());
        failures.removeIf(failure -> failure.at().isBefore(begun));
        failures.sort(Comparator.comparing(MeshFailure::at));
        return failures;
    }

    private Findings settled(Client client) {
        Duration grace = client.config().duration(Keys.GRACE);
        return found(client, client.settle(grace.compareTo(LONGEST) < 0 ? grace : LONGEST));
    }

    private Findings found(Client client, List<BrokenInvariant> told) {
        List<BrokenInvariant> broken = new ArrayList<>(told);
        broken.removeIf(one -> !known.add(one));
        List<MeshFailure> failures = client.failures().takeAll();
        List<MeshFailure> causes = client.failures().taken();
        List<Undeliverable> returned = new ArrayList<>(client.undeliverables().takeAll());
        returned.removeIf(one -> causes.stream().anyMatch(failure -> follows(one, failure)));
        return new Findings(failures, returned, broken);
    }

    /* It was meant for a process that has ended, or for an actor that has failed: those are called as their mesh is. */
    private static boolean follows(Undeliverable returned, MeshFailure failure) {
        ActorId to = returned.destination().actor();
        boolean actorFailed = returned.category() == Undeliverable.Category.ACTOR_FAILED;
        return to.proc().address().toString().equals(failure.origin())
                || actorFailed && to.name().equals(failure.mesh())
                || failure.consequences().stream().anyMatch(next -> follows(returned, next));
    }
}
