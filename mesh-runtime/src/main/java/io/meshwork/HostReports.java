package io.meshwork;

import io.meshwork.actor.Request;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostReport;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hosts answered to the end of their procs or of themselves, or why they did not, by rank. */
record HostReports(List<Answers> answers) {

    static HostReports ask(HostRef[] hosts, Request<HostAgent, HostReport> request, long deadlineNanos) {
        List<Answers> asked = new ArrayList<>(hosts.length);
        for (HostRef host : hosts) {
            asked.add(host.agent().ask(request));
        }
        for (Answers answer : asked) {
            answer.await(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
            answer.close();
        }
        return new HostReports(asked);
    }

    List<ProcEnd> procs(int rank) {
        return problem(rank) != null
                ? List.of()
                : ((HostReport) answers.get(rank).value(0, HostReport.class)).procs();
    }

    @Nullable
    String problem(int rank) {
        if (answers.get(rank).isMissing(0)) {
            return "no answer in time";
        }
        Throwable failure = answers.get(rank).failure(0);
        return failure != null ? failure.getMessage() : null;
    }
}
