package io.meshwork;

import io.meshwork.actor.Request;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostReport;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What hosts answered to the end of their procs or of themselves, or why they did not, in the order of the hosts. */
record HostReports(List<HostRef> hosts, Asked asked) {

    /** @param deadlineNanos as {@link System#nanoTime()} */
    static HostReports ask(
            List<HostRef> hosts, Function<HostRef, Request<HostAgent, HostReport>> request, long deadlineNanos) {
        List<Answers> answers = new ArrayList<>(hosts.size());
        for (HostRef host : hosts) {
            answers.add(host.agent().ask(request.apply(host)));
        }
        return new HostReports(hosts, Asked.await(answers, deadlineNanos));
    }

    List<ProcEnd> procs(int index) {
        return asked.value(index, HostReport.class, problem -> new HostReport(List.of()))
                .procs();
    }

    @Nullable
    String problem(int index) {
        return asked.problem(index);
    }

    /** Those that did not answer in time, for people; one that is gone is none of them: its procs are gone with it. */
    List<String> unheard() {
        List<String> unheard = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            if (asked.isMissing(i)) {
                unheard.add(hosts.get(i) + ": " + problem(i));
            }
        }
        return unheard;
    }
}
