package io.meshwork;

import io.meshwork.host.ProcNews;
import io.meshwork.id.Address;
import io.meshwork.mailbox.PortRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The procs that live on the hosts of a client, whoever owns them. Between processes of different hosts the client alone
 * knows the way for control, and tells the end of one to the others. For any thread.
 */
final class ProcWays {

    private final AllocatedHosts hosts;
    private final PortRef<ProcNews> news;
    private final Map<Address, Address> living = new ConcurrentHashMap<>(); // proc to host

    ProcWays(AllocatedHosts hosts) {
        this.hosts = hosts;
        news = hosts.client().instance().listen(ProcNews.class, this::heard);
    }

    /** What hosts tell of their procs goes there. */
    PortRef<ProcNews> news() {
        return news;
    }

    private void heard(ProcNews said) {
        String end = said.end();
        if (end == null) {
            living.put(said.proc(), said.host());
            hosts.client().began(said.proc(), said.host());
        } else {
            living.remove(said.proc());
            hosts.tellEnded(said.proc(), end, said.wanted());
        }
    }

    /** A host is lost, and its procs with it: those who may wait for them hear of it. */
    void lost(Address host, String reason) {
        living.forEach((proc, on) -> {
            if (on.equals(host) && living.remove(proc, on)) {
                hosts.tellEnded(proc, reason, hosts.isClosed());
            }
        });
    }

    /** The hosts are gone. */
    void close() {
        hosts.client().instance().closePort(news.id().index());
    }
}
