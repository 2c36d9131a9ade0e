package io.meshwork.junit.assertions;

import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.host.Leftover;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What lives below hosts, without these themselves. */
final class Descendants {

    private Descendants() {}

    static List<Leftover> of(HostMesh hosts) {
        Set<Long> own = new HashSet<>();
        for (HostRef host : hosts.values()) {
            own.add(host.pid());
        }
        List<Leftover> living = new ArrayList<>(hosts.leaks().living());
        living.removeIf(one -> own.contains(one.pid()));
        return living;
    }
}
