package io.meshwork.junit;

import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.MeshTree;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.junit.evidence.EvidenceFolder;
import io.meshwork.junit.evidence.FileName;
import io.meshwork.junit.evidence.Scene;
import io.meshwork.junit.evidence.Summary;
import io.meshwork.junit.evidence.Timeline;
import io.meshwork.junit.evidence.TimelinePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of the tests of one fixture (J-9): a folder for each test that failed, and a page for their class. Whatever
 * goes wrong here is logged, and changes nothing for a test. For any thread.
 */
final class FixtureEvidence {

    private static final Logger log = LoggerFactory.getLogger(FixtureEvidence.class);
    private static final Duration SURVEY = Duration.ofSeconds(2);
    private static final String PAGE = "index.html";

    private final MeshFixture fixture;
    private final String owner;
    private final Path directory;
    private final String keep;
    private final List<Timeline.Test> tests = new ArrayList<>(); // guarded by this
    private final List<MeshFailure> failures = new ArrayList<>(); // guarded by this
    private final Set<Path> written = new HashSet<>(); // guarded by this
    private List<MeshTree> last = List.of(); // guarded by this
    private Instant begun = Instant.now(); // guarded by this
    private @Nullable Scene interrupted; // guarded by this
    private boolean wanted; // guarded by this

    FixtureEvidence(MeshFixture fixture, String owner) {
        this.fixture = fixture;
        this.owner = owner;
        keep = fixture.config().text(Keys.KEEP);
        directory = Path.of(fixture.config().text(Keys.EVIDENCE_DIR))
                .toAbsolutePath()
                .normalize()
                .resolve(FileName.of(owner));
    }

    synchronized void testBegins() {
        begun = Instant.now();
        interrupted = null;
    }

    /** A test is about to be interrupted, as it has had its time: what its mesh is at now counts. */
    synchronized void timedOut(String test, List<MeshFailure> ofTest) {
        Scene now = scene(test, null, ofTest);
        interrupted = now;
        StringBuilder text =
                new StringBuilder("mesh: ").append(test).append(" has had its time; its mesh, and what it is at:");
        now.trees().forEach(tree -> text.append('\n').append(tree));
        now.threads()
                .forEach((member, threads) ->
                        text.append("\n\n").append(member).append('\n').append(threads));
        TestStdout.println(text.toString());
    }

    /**
     * A test is over; its mesh still stands.
     *
     * @param thrown what it failed with; null if it passed
     * @param ofTest what failed of its mesh
     * @return its folder, if one was written
     */
    synchronized Optional<Path> testEnds(String test, @Nullable Throwable thrown, List<MeshFailure> ofTest) {
        String problem =
                thrown == null ? "" : String.valueOf(thrown).lines().findFirst().orElse("failed");
        tests.add(new Timeline.Test(test, begun, Instant.now(), problem));
        failures.addAll(ofTest);
        if (keep.equals("always") || thrown != null) {
            return write(test, thrown, ofTest);
        }
        delete(directory.resolve(FileName.of(test)));
        return Optional.empty();
    }

    /** Not one of its tests: what comes before the first, or between two. */
    synchronized void classFails(Throwable thrown, List<MeshFailure> ofClass) {
        write("class", thrown, ofClass);
    }

    private Optional<Path> write(String test, @Nullable Throwable thrown, List<MeshFailure> ofTest) {
        wanted = true;
        Path folder = free(FileName.of(test));
        Scene before = interrupted;
        Scene scene = before == null ? scene(test, thrown, ofTest) : before.endedWith(thrown, ofTest);
        if (keep.equals("never")) {
            show(thrown, Summary.of(scene, "not kept, as mesh.keep=never says"));
            return Optional.empty();
        }
        String summary = Summary.of(scene, shown(folder));
        show(thrown, summary);
        try {
            EvidenceFolder.write(scene, summary, folder);
            return Optional.of(folder);
        } catch (IOException | RuntimeException e) {
            log.warn("evidence could not be written: check mesh.evidence-dir: folder={}", folder, e);
            return Optional.empty();
        }
    }

    private static void show(@Nullable Throwable thrown, String summary) {
        if (thrown != null) {
            TestStdout.println(summary);
        }
    }

    /* Tests of one name, overloaded ones say, don't overwrite each other. */
    private Path free(String name) {
        Path folder = directory.resolve(name);
        for (int number = 2; !written.add(folder); number++) {
            folder = directory.resolve(name + "-" + number);
        }
        return folder;
    }

    private static String shown(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return (folder.startsWith(here) ? here.relativize(folder) : folder).toString();
    }

    private Scene scene(String test, @Nullable Throwable thrown, List<MeshFailure> ofTest) {
        List<MeshTree> trees = new ArrayList<>();
        Map<String, String> threads = new LinkedHashMap<>();
        for (HostMesh hosts : fixture.hostMeshes()) {
            try {
                trees.add(hosts.tree(SURVEY));
                threads.putAll(hosts.threadDumps(SURVEY));
            } catch (MeshException e) {
                log.debug("hosts are not asked any more: mesh={}", hosts.name(), e);
            }
        }
        last = trees;
        Config config = fixture.clientIfMade().map(Client::config).orElse(fixture.config());
        String settings = config.report() + "\n\n" + ArchiveLines.of(config, trees);
        String phases = fixture.clientIfMade().map(Client::phases).orElse("");
        return new Scene(test, thrown, ofTest, trees, threads, fixture.output().files(), settings, phases);
    }

    /** The fixture is about to be closed. */
    synchronized void beforeClose() {
        if (wanted && last.isEmpty()) {
            scene("", null, List.of());
        }
    }

    /** The fixture is closed: writes the page, if there is something to keep. */
    synchronized void afterClose() {
        Path page = directory.resolve(PAGE);
        if (!wanted || keep.equals("never")) {
            delete(page);
            return;
        }
        try {
            Timeline timeline = Timeline.of(
                    owner, tests, fixture.clientIfMade().map(Client::events).orElse(List.of()), last, failures);
            TimelinePage.write(timeline, page);
        } catch (IOException | RuntimeException e) {
            log.warn("the page of a class could not be written: file={}", page, e);
        }
    }

    /* What an earlier run left of a test that passes now would mislead. */
    private void delete(Path old) {
        try {
            EvidenceFolder.delete(old);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            log.debug("evidence stays: {}", old, e); // of others of this class
        }
    }
}
