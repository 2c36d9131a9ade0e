package io.meshwork.host;

import java.util.List;

/** What a host tells when its procs are gone. */
public record HostReport(List<ProcEnd> procs) {
    public HostReport {
        procs = List.copyOf(procs);
    }
}
