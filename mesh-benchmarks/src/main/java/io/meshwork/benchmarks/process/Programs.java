package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.measure.Contender;
import io.meshwork.benchmarks.ours.ArchiveMade;
import io.meshwork.benchmarks.ours.ChildStarts;
import io.meshwork.benchmarks.ours.FixtureStart;
import io.meshwork.benchmarks.ours.PlainStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All there is to run, by name: floors, ours, peers. */
public final class Programs {

    public static final String BARE = "bare JVM";
    public static final String NETTY_CHILD = "tuned Netty child";
    public static final String NETTY_OUT_OF_THE_BOX = "Netty child out of the box";
    public static final String JDK_CHILD = "JDK-socket child";
    public static final String SEQUENCE = "chain in sequence";
    public static final String SEQUENCE_NO_ARCHIVE = "chain in sequence, no archive";
    public static final String SEQUENCE_OUT_OF_THE_BOX = "chain in sequence, out of the box";
    public static final String PARALLEL = "parallel chain";
    public static final String PARALLEL_FRESH = "parallel chain, fresh parent";
    public static final String STANDBYS = "chain of standbys";
    public static final String REHEARSED = "chain of rehearsed standbys";
    public static final String AT_ONCE_8 = "8 Netty children at once";
    public static final String AT_ONCE_16 = "16 Netty children at once";

    public static final String CHILD = "child";
    /** Is run before the others, and never counts. */
    public static final String ARCHIVE_MADE = "class archive made";

    public static final String FIXTURE = "@MeshTest";
    public static final String FIXTURE_NO_ARCHIVE = "@MeshTest, no archive";
    public static final String FIXTURE_NEXT = "@MeshTest, next class";
    public static final String PLAIN = "plain API";
    public static final String TWO_PROCS = "plain API, 2 procs";
    public static final String EIGHT_PROCS = "plain API, 8 procs";
    public static final String SIXTEEN_PROCS = "plain API, 16 procs";
    public static final String ALL_NETS = "@MeshTest, all nets";
    public static final String NO_NETS = "@MeshTest, no nets";

    public static final String BEDROCK = "Oracle Bedrock";
    public static final String NANOCLOUD = "GridKit NanoCloud";
    public static final String DUNIT = "Geode DUnit";
    public static final String PEKKO = "Pekko";

    private final Started started;
    private final FloorJvms jvms;
    private final List<Contender> all = new ArrayList<>();

    private Programs(Started started, Path peers) throws IOException, InterruptedException {
        this.started = started;
        jvms = FloorJvms.train(started);
        MarkedPrograms programs = new MarkedPrograms(started);
        addFloors(programs, new FloorChildren(started), new FloorChains(started));
        addOurs(programs);
        addPeers(new Peers(programs, peers));
    }

    /**
     * Trains the archives of the floors. Takes some seconds.
     *
     * @param directory where they run, and write what they write
     * @param peers of their modules, which have been packaged
     */
    public static Programs in(Path directory, Path peers) throws IOException, InterruptedException {
        return new Programs(Started.in(directory), peers);
    }

    /** In the order in which a round runs them. */
    public List<Contender> all() {
        return List.copyOf(all);
    }

    private void addFloors(MarkedPrograms programs, FloorChildren children, FloorChains chains) {
        add(BARE, () -> children.bare(jvms.tuned()));
        add(NETTY_CHILD, () -> children.netty(jvms.netty()));
        add(NETTY_OUT_OF_THE_BOX, () -> children.netty(jvms.outOfTheBox()));
        add(JDK_CHILD, () -> children.jdk(jvms.jdk()));
        add(SEQUENCE, () -> chains.inSequence(jvms.netty()));
        add(SEQUENCE_NO_ARCHIVE, () -> chains.inSequence(jvms.tuned()));
        add(SEQUENCE_OUT_OF_THE_BOX, () -> chains.inSequence(jvms.outOfTheBox()));
        add(PARALLEL, () -> chains.inParallel(jvms.netty()));
        add(PARALLEL_FRESH, () -> chains.fromAFreshParent(programs, jvms.outOfTheBox(), jvms.netty()));
        add(STANDBYS, () -> chains.ofStandbys(jvms.netty(), "standby"));
        add(REHEARSED, () -> chains.ofStandbys(jvms.netty(), "rehearsed"));
        add(AT_ONCE_8, () -> children.atOnce(jvms.netty(), 8));
        add(AT_ONCE_16, () -> children.atOnce(jvms.netty(), 16));
    }

    private void addOurs(MarkedPrograms programs) {
        Jvm standard = new Jvm(List.of("-Dmesh.cache-dir=" + started.directory().resolve("cache")), Jvm.ownClassPath());
        Jvm noArchive = standard.with("-Dmesh.archive=off");
        Jvm alone = standard.with("-Dmesh.standby=0"); // what starts for a next mesh would take cores from its end
        String fixture = FixtureStart.class.getName();
        String plain = PlainStart.class.getName();
        add(ARCHIVE_MADE, () -> programs.run(standard, ArchiveMade.class.getName()));
        add(CHILD, () -> programs.run(alone, ChildStarts.class.getName()));
        add(FIXTURE, () -> programs.run(standard, fixture, "one"));
        add(FIXTURE_NO_ARCHIVE, () -> programs.run(noArchive, fixture, "one"));
        add(FIXTURE_NEXT, () -> programs.run(standard, fixture, "two"));
        add(PLAIN, () -> programs.run(alone, plain, "1", "1"));
        add(TWO_PROCS, () -> programs.run(alone, plain, "1", "2"));
        add(EIGHT_PROCS, () -> programs.run(alone, plain, "1", "8"));
        add(SIXTEEN_PROCS, () -> programs.run(alone, plain, "1", "16"));
        add(ALL_NETS, () -> programs.run(standard, fixture, "one"));
        add(NO_NETS, () -> programs.run(standard.with("-Dmesh.nets=none"), fixture, "one"));
    }

    private void addPeers(Peers peers) {
        String packages = "io.meshwork.benchmarks.peers.";
        add(BEDROCK, () -> peers.run("bedrock", packages + "bedrock.BedrockRun"));
        add(NANOCLOUD, () -> peers.run("nanocloud", packages + "nanocloud.NanoCloudRun"));
        add(DUNIT, () -> peers.run("dunit", packages + "dunit.DUnitRun"));
        add(PEKKO, () -> peers.run("pekko", packages + "pekko.PekkoRun"));
    }

    private void add(String name, Contender.Program program) {
        all.add(new Contender(name, program));
    }
}
