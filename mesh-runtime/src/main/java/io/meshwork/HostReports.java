package io.meshwork;

import io.meshwork.actor.Request;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostReport;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.Answers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hosts answered to the end of their procs or of themselves, or why they did not, by rank. */
record HostReports(Asked asked) {

    static HostReports ask(HostRef[] hosts, Request<HostAgent, HostReport> request, long deadlineNanos) {
        List<Answers> answers = new ArrayList<>(hosts.length);
        for (HostRef host : hosts) {
            answers.add(host.agent().ask(request));
        }
        return new HostReports(Asked.await(answers, deadlineNanos));
    }

    List<ProcEnd> procs(int rank) {
        return asked.value(rank, HostReport.class, problem -> new HostReport(List.of()))
                .procs();
    }

    @Nullable
    String problem(int rank) {
        return asked.problem(rank);
    }
}
