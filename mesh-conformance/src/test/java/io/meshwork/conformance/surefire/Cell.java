package io.meshwork.conformance.surefire;

import java.util.ArrayList;
import java.util.List;

/** One cell of the matrix: an end that comes while a member is like that, of processes that came up so. */
record Cell(WayToEnd way, Member member, StartMode start) {

    Cell(WayToEnd way, Member member) {
        this(way, member, member == Member.STANDBY ? StartMode.standingBy() : StartMode.usual());
    }

    /** Every end once, every special member once; the ends that matter with most processes about. */
    static List<Cell> once() {
        List<Cell> cells = new ArrayList<>();
        WayToEnd.all().forEach(way -> cells.add(new Cell(way, Member.NONE)));
        for (Member member : Member.values()) {
            if (member != Member.NONE) {
                cells.add(new Cell(WayToEnd.killed(), member));
            }
        }
        for (WayToEnd way : WayToEnd.few()) {
            if (!way.equals(WayToEnd.killed())) {
                cells.add(new Cell(way, Member.STANDBY));
            }
        }
        cells.add(new Cell(WayToEnd.killed(), Member.STOPPED, StartMode.standingBy()));
        return cells;
    }

    /**
     * Every end with every member; but a stopped host once, as an orderly end waits long for its answer. Three ends
     * with every other start.
     */
    static List<Cell> crossed() {
        List<Cell> cells = new ArrayList<>();
        for (WayToEnd way : WayToEnd.all()) {
            for (Member member : Member.values()) {
                if (member != Member.HOST_STOPPED || way.equals(WayToEnd.killed())) {
                    cells.add(new Cell(way, member));
                }
            }
        }
        List<StartMode> others = new ArrayList<>(StartMode.others());
        others.remove(StartMode.standingBy()); // which is a special member
        for (int turn = 0; turn < others.size(); turn++) {
            StartMode start = others.get(turn);
            WayToEnd.fewer(turn).forEach(way -> cells.add(new Cell(way, Member.NONE, start)));
        }
        for (Member member : List.of(Member.STOPPED, Member.HOST_STOPPED, Member.DEAF, Member.HELPER)) {
            cells.add(new Cell(WayToEnd.killed(), member, StartMode.standingBy()));
        }
        return cells;
    }

    /** A file name. */
    String directory() {
        return (way.name() + " " + member.kind() + " " + start).replaceAll("\\W+", "-");
    }

    /** Hosts and procs that stood by or still do: of the mesh of the test, and for the next one. */
    int standbys() {
        return start.standby() * way.forks() * 4;
    }

    /** What is left behind by a class that ends in order fails it (J-2), and is gone all the same. */
    boolean mavenSucceeds() {
        return way.succeeds() && member != Member.HELPER;
    }

    @Override
    public String toString() {
        return way.name()
                + (member == Member.NONE ? "" : ", member " + member.kind())
                + (member == Member.STANDBY || start.equals(StartMode.usual()) ? "" : ", " + start);
    }
}
