package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.measure.Contender;
import io.meshwork.benchmarks.ours.ChildStarts;
import io.meshwork.benchmarks.ours.FixtureStart;
import io.meshwork.benchmarks.ours.PlainStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All there is to run, by name: floors and ours. */
public final class Programs {

    public static final String BARE = "bare JVM";
    public static final String NETTY_CHILD = "tuned Netty child";
    public static final String NETTY_OUT_OF_THE_BOX = "Netty child out of the box";
    public static final String JDK_CHILD = "JDK-socket child";
    public static final String SEQUENCE = "chain in sequence";
    public static final String SEQUENCE_NO_ARCHIVE = "chain in sequence, no archive";
    public static final String SEQUENCE_OUT_OF_THE_BOX = "chain in sequence, out of the box";
    public static final String PARALLEL = "parallel chain";
    public static final String STANDBYS = "chain of standbys";
    public static final String REHEARSED = "chain of rehearsed standbys";
    public static final String AT_ONCE_8 = "8 Netty children at once";
    public static final String AT_ONCE_16 = "16 Netty children at once";

    public static final String CHILD = "child";
    public static final String FIXTURE = "@MeshTest";
    public static final String FIXTURE_NO_ARCHIVE = "@MeshTest, no archive";
    public static final String PLAIN = "plain API";

    private final Started started;
    private final FloorJvms jvms;
    private final List<Contender> all = new ArrayList<>();

    private Programs(Started started) throws IOException, InterruptedException {
        this.started = started;
        jvms = FloorJvms.train(started);
        addFloors(new FloorChildren(started), new FloorChains(started));
        addOurs(new MarkedPrograms(started));
    }

    /** Trains the archives of the floors. Takes some seconds. */
    public static Programs in(Path directory) throws IOException, InterruptedException {
        return new Programs(Started.in(directory));
    }

    /** In the order in which a round runs them. */
    public List<Contender> all() {
        return List.copyOf(all);
    }

    private void addFloors(FloorChildren children, FloorChains chains) {
        add(BARE, () -> children.bare(jvms.tuned()));
        add(NETTY_CHILD, () -> children.netty(jvms.netty()));
        add(NETTY_OUT_OF_THE_BOX, () -> children.netty(jvms.outOfTheBox()));
        add(JDK_CHILD, () -> children.jdk(jvms.jdk()));
        add(SEQUENCE, () -> chains.inSequence(jvms.netty()));
        add(SEQUENCE_NO_ARCHIVE, () -> chains.inSequence(jvms.tuned()));
        add(SEQUENCE_OUT_OF_THE_BOX, () -> chains.inSequence(jvms.outOfTheBox()));
        add(PARALLEL, () -> chains.inParallel(jvms.netty()));
        add(STANDBYS, () -> chains.ofStandbys(jvms.netty(), "standby"));
        add(REHEARSED, () -> chains.ofStandbys(jvms.netty(), "rehearsed"));
        add(AT_ONCE_8, () -> children.atOnce(jvms.netty(), 8));
        add(AT_ONCE_16, () -> children.atOnce(jvms.netty(), 16));
    }

    private void addOurs(MarkedPrograms programs) {
        Jvm standard = new Jvm(List.of(), Jvm.ownClassPath());
        String fixture = FixtureStart.class.getName();
        String plain = PlainStart.class.getName();
        add(CHILD, () -> programs.run(standard, ChildStarts.class.getName()));
        add(FIXTURE, () -> programs.run(standard, fixture, "one"));
        add(FIXTURE_NO_ARCHIVE, () -> programs.run(standard, fixture, "one"));
        add(PLAIN, () -> programs.run(standard, plain, "1", "1"));
    }

    private void add(String name, Contender.Program program) {
        all.add(new Contender(name, program));
    }
}
