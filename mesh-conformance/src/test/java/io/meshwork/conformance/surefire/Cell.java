package io.meshwork.conformance.surefire;

import java.util.ArrayList;
import java.util.List;

/** One cell of the matrix: an end that comes while a member is like that. */
record Cell(WayToEnd way, Member member) {

    /** Every end once, every special member once. */
    static List<Cell> once() {
        List<Cell> cells = new ArrayList<>();
        WayToEnd.all().forEach(way -> cells.add(new Cell(way, Member.NONE)));
        for (Member member : Member.values()) {
            if (member != Member.NONE) {
                cells.add(new Cell(WayToEnd.killed(), member));
            }
        }
        return cells;
    }

    /** Every end with every member; but a stopped host once, as an orderly end waits long for its answer. */
    static List<Cell> crossed() {
        List<Cell> cells = new ArrayList<>();
        for (WayToEnd way : WayToEnd.all()) {
            for (Member member : Member.values()) {
                if (member != Member.HOST_STOPPED || way.equals(WayToEnd.killed())) {
                    cells.add(new Cell(way, member));
                }
            }
        }
        return cells;
    }

    /** A file name. */
    String directory() {
        return (way.name() + " " + member.kind()).replaceAll("\\W+", "-");
    }

    /** What is left behind by a class that ends in order fails it (J-2), and is gone all the same. */
    boolean mavenSucceeds() {
        return way.succeeds() && member != Member.HELPER;
    }

    @Override
    public String toString() {
        return member == Member.NONE ? way.name() : way.name() + ", member " + member.kind();
    }
}
