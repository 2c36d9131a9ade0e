package io.meshwork.bootstrap.allocator;

import io.meshwork.AllocSpec;
import io.meshwork.bootstrap.budget.Need;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.output.OutputDirectory;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Key;
import io.meshwork.config.Keys;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;

/**
 * What an allocation would have stand by.
 *
 * @param hosts how many, at least 1
 * @param procs that stand by below each of them
 */
record Wanted(JavaCommand java, Outlet output, Config config, int hosts, int procs) {

    private static final int MOST_PROCS = 2;

    /** Of one that has none stand by, or can't. */
    static boolean isNone(AllocSpec spec, Config config) {
        return config.integer(Keys.STANDBY) == 0 || !spec.options().isStandard();
    }

    static Wanted by(AllocSpec spec, JavaCommand java, Outlet output, Config config) {
        int hosts = Math.min(config.integer(Keys.STANDBY), spec.extent().size());
        return new Wanted(java, output, config, hosts, procs(spec.procs()));
    }

    /* Where nobody has said what comes, it is mostly one. */
    private static int procs(AllocSpec.Procs toCome) {
        if (toCome == null) {
            return 1;
        }
        return toCome.options().isStandard()
                ? Math.min(MOST_PROCS, toCome.perHost().size())
                : 0;
    }

    /** Whether a process that was started for the other one can be told to serve this one: what differs, it can be told. */
    boolean isLike(Wanted other) {
        return java.startsLike(other.java)
                && (isToFiles() ? other.isToFiles() : output == other.output)
                && isAlike(Keys.NETS, other)
                && isAlike(Keys.EVIDENCE_DIR, other);
    }

    private boolean isAlike(Key key, Wanted other) {
        return config.text(key).equals(other.config.text(key));
    }

    boolean isToFiles() {
        return output instanceof OutputDirectory;
    }

    /** Of one host and what stands by below it. */
    Need needOfOne() {
        return Need.of("standby", Extent.of("processes", 1 + procs), ProcOptions.standard());
    }
}
