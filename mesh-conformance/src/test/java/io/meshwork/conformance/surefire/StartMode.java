package io.meshwork.conformance.surefire;

import java.util.ArrayList;
import java.util.List;

/**
 * How the processes of a run come up.
 *
 * @param standby how many hosts, each with a proc, stand by
 */
record StartMode(Archive archive, int standby) {

    /** Whether a JVM maps a whole archive that is not of its class path: those with AOT caches do. */
    static final boolean MAPS_ANOTHER = Runtime.version().feature() >= 25;

    /** What there is of a class archive when the run begins. */
    enum Archive {
        /** Made before, and whole. */
        WHOLE("archive", "given to those that are started: "),
        OFF("archive off", "off (mesh.archive=off)"),
        /** None: it is being made when the end comes. */
        MISSING("no archive yet", "being made for the next start: "),
        /** In its place stands that of another class path, sealed as it is. */
        STALE("stale archive", "given to those that are started: "),
        DAMAGED("damaged archive", "being made for the next start: "),
        CUT_SHORT("cut archive", "being made for the next start: ");

        private final String words;
        private final String told;

        Archive(String words, String told) {
            this.words = words;
            this.told = told;
        }

        /** @param remarks of a test JVM */
        boolean isTold(String remarks) {
            return remarks.lines().anyMatch(line -> line.startsWith("class archive: ") && line.contains(told));
        }

        /** Whether the run finds that it needs another one. */
        boolean isMadeAnew() {
            return this == MISSING || this == DAMAGED || this == CUT_SHORT;
        }
    }

    static StartMode usual() {
        return new StartMode(Archive.WHOLE, 0);
    }

    /** The one in which most processes are about. */
    static StartMode standingBy() {
        return new StartMode(Archive.WHOLE, 1);
    }

    /** All, without the usual one. */
    static List<StartMode> others() {
        List<StartMode> others = new ArrayList<>();
        for (Archive archive : Archive.values()) {
            others.add(new StartMode(archive, 0));
            others.add(new StartMode(archive, 1));
        }
        others.remove(usual());
        return others;
    }

    @Override
    public String toString() {
        return archive.words + (standby == 0 ? "" : ", standby " + standby);
    }
}
