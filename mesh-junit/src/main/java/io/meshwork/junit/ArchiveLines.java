package io.meshwork.junit;

import io.meshwork.MeshTree;
import io.meshwork.bootstrap.archive.ClassArchive;
import io.meshwork.config.Config;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a test's evidence says of the class archive: whether its processes map it, or why not, and what it shadows. */
final class ArchiveLines {

    private ArchiveLines() {}

    /** @param trees of the hosts of that test */
    static String of(Config config, List<MeshTree> trees) {
        Map<Long, String> processes = new TreeMap<>();
        for (MeshTree tree : trees) {
            for (MeshTree.OfHost host : tree.hosts()) {
                processes.put(host.pid(), "host " + host.rank());
                for (MeshTree.OfProc proc : host.procs()) {
                    processes.put(proc.state().pid(), "proc " + proc.state().name());
                }
            }
        }
        return String.join("\n", ClassArchive.of(config).remarks(processes));
    }
}
