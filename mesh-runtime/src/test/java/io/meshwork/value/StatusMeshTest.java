package io.meshwork.value;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static io.meshwork.value.RandomStatuses.byRank;
import static io.meshwork.value.RandomStatuses.overlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.shape.Extent;
import io.meshwork.shape.RandomShapes;
import io.meshwork.shape.ShapeException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusMeshTest {

    private static final Status RUNNING = new Status.Running();
    private static final Status FAILED = new Status.Failed("no socket");

    private final StatusMesh seed = StatusMesh.of(Extent.of("hosts", 2, "procs", 2));

    @Test
    void beforeAnyNewsNothingExists() {
        assertThat(seed.statuses()).hasSize(4).containsOnly(new Status.NotExist());
        assertThat(seed.unreported()).containsExactly(0, 1, 2, 3);
        assertThat(seed).hasToString("0..3: NotExist");
        assertThat(seed.with(StatusOverlay.empty())).isEqualTo(seed).hasSameHashCodeAs(seed);
    }

    @Test
    void newsAreGathered() {
        StatusMesh mesh = seed.with(StatusOverlay.of(0, 3, RUNNING)).with(StatusOverlay.of(3, FAILED));

        assertThat(mesh).hasToString("0..2: Running, 3: Failed(\"no socket\")");
        assertThat(mesh.unreported()).isEmpty();
        assertThat(mesh.ranks(Status::isFailure)).containsExactly(3);
        assertThat(mesh.any(Status::isFailure)).isTrue();
        assertThat(mesh.all(Status::isFailure)).isFalse();
        assertThat(mesh.all(status -> status.atLeast(RUNNING))).isTrue();
        assertThat(mesh.any(Status.Stopped.class::isInstance)).isFalse();
        assertThat(mesh.statuses().slice("hosts", 1)).containsExactly(RUNNING, FAILED);
        assertThat(seed.unreported()).as("the former mesh is as it was").hasSize(4);
    }

    @Test // SM-1
    void aRankFollowsTheModelOfItsOwnNews() {
        forSeeds(300, random -> {
            Extent extent = RandomShapes.extent(random);
            StatusMesh mesh = StatusMesh.of(extent);
            StatusOverlay nothing = StatusOverlay.of(0, extent.size(), new Status.NotExist());
            Map<Integer, Status> model = new TreeMap<>(byRank(nothing));
            for (int i = 0; i < 5; i++) {
                StatusOverlay news = overlay(extent.size(), random);
                mesh = mesh.with(news);
                byRank(news).forEach((rank, status) -> model.merge(rank, status, StatusMeshTest::further));
            }
            assertThat(mesh.statuses()).containsExactlyElementsOf(model.values());
        });
    }

    @Test // SM-1
    void aRankNeverMovesBackAndItsFirstEndIsItsLast() {
        forSeeds(300, random -> {
            StatusMesh before = randomMesh(random);
            StatusMesh after = before.with(overlay(before.extent().size(), random));
            for (int rank = 0; rank < before.extent().size(); rank++) {
                Status was = before.statuses().get(rank);
                Status is = after.statuses().get(rank);
                assertThat(is.atLeast(was)).as("%s after %s", is, was).isTrue();
                assertThat(!was.isTerminated() || is.equals(was))
                        .as("%s after %s", is, was)
                        .isTrue();
            }
        });
    }

    @Test // SM-1
    void newsThatComeTwiceOrLateChangeNothing() {
        forSeeds(300, random -> {
            StatusMesh mesh = randomMesh(random);
            StatusOverlay news = overlay(mesh.extent().size(), random);
            StatusOverlay more = overlay(mesh.extent().size(), random);
            StatusMesh after = mesh.with(news).with(more);
            assertThat(after.with(more)).isEqualTo(after);
            assertThat(after.with(news)).isEqualTo(after);
        });
    }

    @Test // SM-1
    void theOrderOfNewsOfRanksThatLiveIsIrrelevant() {
        forSeeds(300, random -> {
            StatusMesh mesh = StatusMesh.of(RandomShapes.extent(random));
            StatusOverlay one = alive(overlay(mesh.extent().size(), random));
            StatusOverlay other = alive(overlay(mesh.extent().size(), random));
            assertThat(mesh.with(one).with(other)).isEqualTo(mesh.with(other).with(one));
        });
    }

    @Test // SO-1
    void newsInOrderMayBeMergedOnTheirWay() {
        forSeeds(300, random -> {
            StatusMesh mesh = StatusMesh.of(RandomShapes.extent(random));
            StatusOverlay earlier = alive(overlay(mesh.extent().size(), random));
            StatusOverlay later = ended(overlay(mesh.extent().size(), random));
            assertThat(mesh.with(earlier.merge(later)))
                    .isEqualTo(mesh.with(earlier).with(later));
        });
    }

    @Test
    void newsOfARankThatThereIsntAreRefused() {
        assertThatThrownBy(() -> seed.with(StatusOverlay.of(3, 2, RUNNING)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("rank out of range: size=4, accepted are 0 to 3, got: 4");
    }

    private static StatusMesh randomMesh(Random random) {
        StatusMesh mesh = StatusMesh.of(RandomShapes.extent(random));
        return mesh.with(overlay(mesh.extent().size(), random));
    }

    private static Status further(Status now, Status news) {
        List<Status> order = RandomStatuses.ALL;
        boolean ended = order.indexOf(now) >= order.indexOf(new Status.Stopped());
        return ended || order.indexOf(news) <= order.indexOf(now) ? now : news;
    }

    private static StatusOverlay alive(StatusOverlay overlay) {
        Map<Integer, Status> byRank = byRank(overlay);
        byRank.values().removeIf(Status::isTerminated);
        return overlay(byRank);
    }

    private static StatusOverlay ended(StatusOverlay overlay) {
        Map<Integer, Status> byRank = byRank(overlay);
        byRank.values().removeIf(status -> !status.isTerminated());
        return overlay(byRank);
    }
}
