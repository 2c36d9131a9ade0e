package io.meshwork.shape;

import static io.meshwork.shape.RandomShapes.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentTest {

    private static final Extent HOSTS_PROCS = Extent.of("hosts", 2, "procs", 3);

    @Test
    void theLastDimensionVariesFastest() {
        assertThat(HOSTS_PROCS.points().stream().map(Point::toString))
                .containsExactly(
                        "(hosts 0, procs 0)",
                        "(hosts 0, procs 1)",
                        "(hosts 0, procs 2)",
                        "(hosts 1, procs 0)",
                        "(hosts 1, procs 1)",
                        "(hosts 1, procs 2)");
    }

    @Test // SH-1
    void ranksCountPointsInRowMajorOrder() {
        forSeeds(200, random -> {
            Extent extent = RandomShapes.extent(random);
            int[] counting = new int[extent.dims().size()];
            for (int rank = 0; rank < extent.size(); rank++) {
                Point point = extent.point(rank);
                assertThat(point.coordinates()).containsExactly(counting);
                assertThat(extent.rank(counting)).isEqualTo(rank);
                assertThat(extent.rank(point)).isEqualTo(rank);
                assertThat(point).isEqualTo(extent.points().get(rank));
                countOn(counting, extent);
            }
            assertThat(counting).as("all points were seen").containsOnly(new int[counting.length]);
        });
    }

    @Test // SH-3
    void textParsesBack() {
        forSeeds(200, random -> {
            Extent extent = RandomShapes.extent(random);
            assertThat(Extent.parse(extent.toString())).isEqualTo(extent).hasSameHashCodeAs(extent);
        });
    }

    @Test // SH-8
    void concatPutsTheFasterDimensionsLast() {
        forSeeds(100, random -> {
            Extent slow = RandomShapes.extent(random);
            Extent fast = Extent.of("gpus", 1 + random.nextInt(4));
            Extent both = slow.concat(fast);
            assertThat(both.size()).isEqualTo(slow.size() * fast.size());
            Point point = both.point(random.nextInt(both.size()));
            assertThat(point.rank() / fast.size()).isEqualTo(slow.rank(withoutLast(point.coordinates())));
            assertThat(point.rank() % fast.size()).isEqualTo(point.coordinate("gpus"));
        });
    }

    @Test // SH-8
    void concatRefusesADimensionThatIsInBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOSTS_PROCS.concat(Extent.of("gpus", 4, "procs", 8)))
                .withMessage("dimension twice: accepted is each name once, got: 'procs' in"
                        + " hosts=2,procs=3,gpus=4,procs=8");
    }

    @Test
    void unityHasOneMemberAndNoDimension() {
        Extent unity = Extent.unity();

        assertThat(unity.size()).isOne();
        assertThat(unity.isUnity()).isTrue();
        assertThat(unity.points()).containsExactly(new Point(unity, 0));
        assertThat(unity.point(0)).hasToString("()");
        assertThat(unity).hasToString("unity").isEqualTo(Extent.parse("")).isEqualTo(Extent.parse("unity"));
        assertThat(HOSTS_PROCS.concat(unity)).isEqualTo(HOSTS_PROCS).isEqualTo(unity.concat(HOSTS_PROCS));
        assertThat(Extent.of("replicas", 1).isUnity()).isFalse();
    }

    @Test
    void membersAlongADimensionAreAskedByName() {
        assertThat(HOSTS_PROCS.size("procs")).isEqualTo(3);
        assertThat(HOSTS_PROCS.point(4).coordinate("hosts")).isOne();
        assertThatThrownBy(() -> HOSTS_PROCS.size("gpus"))
                .isInstanceOf(ShapeException.class)
                .hasMessage("no such dimension: accepted are those of hosts=2,procs=3, got: 'gpus'");
        assertThatThrownBy(() -> HOSTS_PROCS.point(0).coordinate("gpus")).isInstanceOf(ShapeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aRankOutOfRangeIsNamedWithTheSize(int rank) {
        assertThatThrownBy(() -> HOSTS_PROCS.point(rank))
                .isInstanceOf(ShapeException.class)
                .hasMessage("rank out of range: size=6, accepted are 0 to 5, got: " + rank);
    }

    @Test
    void coordinatesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> HOSTS_PROCS.rank(1, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessage("index out of range: dim=procs size=3, accepted are 0 to 2, got: 3");
        assertThatThrownBy(() -> HOSTS_PROCS.rank(1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("wrong count of coordinates: accepted are 2 for hosts=2,procs=3, got: 1");
    }

    @Test
    void aPointOfAnotherExtentHasNoRank() {
        Point stranger = Extent.of("hosts", 2).point(1);

        assertThatThrownBy(() -> HOSTS_PROCS.rank(stranger))
                .isInstanceOf(ShapeException.class)
                .hasMessage("point of another extent: accepted are points of hosts=2,procs=3,"
                        + " got: (hosts 1) of hosts=2");
    }

    @Test
    void moreMembersThanAnIntCountsAreRefused() {
        assertThat(Extent.of("a", 1, "b", Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Extent.of("a", 65536, "b", 65536, "c", 65536))
                .withMessage("extent too large: accepted are up to 2147483647 members, got: a=65536,b=65536,c=65536");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "hosts=0; dimension size below 1: accepted is 1 or more, got: hosts=0",
                "hosts=-2; dimension size below 1: accepted is 1 or more, got: hosts=-2",
                "a b=2; not a dimension name: accepted are letters, digits, _ and -, got: 'a b'",
                "=2; not a dimension name: accepted are letters, digits, _ and -, got: ''",
                "a=2,b=3,a=4; dimension twice: accepted is each name once, got: 'a' in a=2,b=3,a=4",
                "hosts; not a dimension: accepted is name=size, got: 'hosts'",
                "hosts=2,; not a dimension: accepted is name=size, got: ''",
                "h=two; not a dimension: accepted is name=size with a size of 1 to 2147483647, got: 'h=two'",
                "h=1e3; not a dimension: accepted is name=size with a size of 1 to 2147483647, got: 'h=1e3'",
            })
    void textThatIsNoExtentIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Extent.parse(text))
                .withMessage(message);
    }

    @Test // SH-3
    void aPointsTextParsesBackInItsExtent() {
        forSeeds(200, random -> {
            Extent extent = RandomShapes.extent(random);
            for (Point point : extent.points()) {
                assertThat(Point.parse(extent, point.toString()))
                        .isEqualTo(point)
                        .hasSameHashCodeAs(point);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(hosts 1)",
                "(hosts 1, procs 2, gpus 0)",
                "(procs 2, hosts 1)",
                "(hosts 1,procs 2)",
                "hosts 1, procs 2",
                "(hosts one, procs 2)",
                "(hosts 1, procs)",
                "()",
                "''",
                "(",
            })
    void textThatIsNoPointOfTheExtentIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Point.parse(HOSTS_PROCS, text))
                .withMessage("not a point: accepted are those of hosts=2,procs=3, from (hosts 0, procs 0) to"
                        + " (hosts 1, procs 2), got: '" + text + "'");
    }

    @Test
    void aPointsTextWithAnIndexOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Point.parse(HOSTS_PROCS, "(hosts 1, procs 3)"))
                .isInstanceOf(ShapeException.class)
                .hasMessage("index out of range: dim=procs size=3, accepted are 0 to 2, got: 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Point.parse(Extent.unity(), "(hosts 0)"))
                .withMessage("not a point: accepted are those of unity, from () to (), got: '(hosts 0)'");
    }

    @Test
    void dimensionsAreCopied() {
        List<Extent.Dim> dims = new ArrayList<>(HOSTS_PROCS.dims());
        Extent extent = new Extent(dims);

        dims.clear();

        assertThat(extent).isEqualTo(HOSTS_PROCS);
    }

    private static void countOn(int[] counting, Extent extent) {
        for (int i = counting.length - 1; i >= 0; i--) {
            counting[i]++;
            if (counting[i] < extent.dims().get(i).size()) {
                return;
            }
            counting[i] = 0;
        }
    }

    private static int[] withoutLast(int[] coordinates) {
        return Arrays.copyOf(coordinates, coordinates.length - 1);
    }
}
