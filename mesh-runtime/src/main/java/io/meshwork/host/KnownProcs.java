package io.meshwork.host;

import java.util.List;

/** The procs of a host, also those that have ended, in the order in which they were asked for. Travels. */
public record KnownProcs(List<KnownProc> procs) {
    public KnownProcs {
        procs = List.copyOf(procs);
    }
}
