package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.host.Leftover;
import java.util.ArrayList;
import java.util.List;

/** What stands in the environment of a child and of all that it starts, by which they are found again. */
public final class Marks {

    /** The run they are of. */
    public static final String RUN_ID = "MESH_RUN_ID";
    /** The run, and the launch ids of its ancestors and its own: {@code run/a1/a1b7}. */
    public static final String CHAIN = "MESH_CHAIN";
    /** Its proc's name, for people reading {@code ps}. */
    public static final String NAME = "MESH_NAME";

    private Marks() {}

    /** A process that was left behind, with the chain it carries. */
    static Leftover leftover(ProcessInfo info, String why) {
        String chain = new ProcessTable().variable(info.pid(), CHAIN).orElse("");
        return new Leftover(info.pid(), info.parentPid(), info.age(), info.commandLine(), chain, why);
    }

    /** The same, with the name of the owner that the ledger knows. */
    static Leftover leftover(ProcessInfo info, Ledger ledger, String runId, String fate) {
        Leftover found = leftover(info, fate);
        String owner = ledger.ownerOf(found.chain(), runId).orElse("nobody known");
        return new Leftover(
                found.pid(),
                found.parentPid(),
                found.age(),
                found.commandLine(),
                found.chain(),
                "started by " + owner + ", " + fate);
    }

    /** The launch ids of a chain, outermost first; none if it is of another run. */
    static List<String> launchIds(String chain, String runId) {
        List<String> ids = new ArrayList<>();
        int from = chain.indexOf('/');
        if (from < 0 || !chain.startsWith(runId) || from != runId.length()) {
            return ids;
        }
        while (from < chain.length()) {
            int end = chain.indexOf('/', from + 1);
            ids.add(chain.substring(from + 1, end < 0 ? chain.length() : end));
            from = end < 0 ? chain.length() : end;
        }
        return ids;
    }
}
