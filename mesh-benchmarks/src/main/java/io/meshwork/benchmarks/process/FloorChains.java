package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.floor.FreshParent;
import io.meshwork.benchmarks.floor.Line;
import io.meshwork.benchmarks.floor.NettyChild;
import io.meshwork.benchmarks.floor.Word;
import io.meshwork.benchmarks.measure.Reading;
import io.meshwork.benchmarks.measure.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Floor programs of two levels: from the first start, or the word to a standby, to the proc's first answer by way of the
 * host.
 *
 * @param started where they are started
 */
record FloorChains(Started started) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final String CHILD = NettyChild.class.getName();

    /** The host starts the proc once it has said hello. */
    Reading inSequence(Jvm jvm) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            List<String> command = new ArrayList<>(host(jvm, parent));
            command.addAll(proc(jvm, parent));
            long begin = System.nanoTime();
            return answer(parent, begin, List.of(started.start(command)));
        }
    }

    /** Both at once; the proc dials until the host listens. */
    Reading inParallel(Jvm jvm) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            long begin = System.nanoTime();
            Process host = started.start(host(jvm, parent));
            return answer(parent, begin, List.of(host, started.start(proc(jvm, parent))));
        }
    }

    /** The same, from a parent that is a fresh JVM without flags. */
    Reading fromAFreshParent(MarkedPrograms programs, Jvm parentJvm, Jvm jvm) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            List<String> arguments = new ArrayList<>();
            arguments.add(parent.other("fresh"));
            arguments.addAll(jvm.command(CHILD, "host", parent.other("fresh"), parent.other("host")));
            arguments.add(FreshParent.AND);
            arguments.addAll(proc(jvm, parent));
            return programs.run(parentJvm, FreshParent.class.getName(), arguments.toArray(String[]::new));
        }
    }

    /** @param kind {@code standby} or {@code rehearsed} */
    Reading ofStandbys(Jvm jvm, String kind) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            Process host = started.start(jvm.command(CHILD, kind, parent.other("a")));
            Process proc = started.start(jvm.command(CHILD, kind, parent.other("b")));
            Standby.awaitReady(host);
            Standby.awaitReady(proc);
            long begin = System.nanoTime();
            Standby.go(host, "host " + parent.socket() + " " + parent.other("host"));
            Standby.go(proc, "proc " + parent.other("host"));
            return answer(parent, begin, List.of(host, proc));
        }
    }

    private static List<String> host(Jvm jvm, Parent parent) {
        return jvm.command(CHILD, "host", parent.socket(), parent.other("host"));
    }

    private static List<String> proc(Jvm jvm, Parent parent) {
        return jvm.command(CHILD, "proc", parent.other("host"));
    }

    private Reading answer(Parent parent, long begin, List<Process> processes)
            throws IOException, InterruptedException {
        try (Line line = parent.accept(processes.get(0))) {
            line.expect(Word.HELLO);
            double host = millisSince(begin);
            line.expect(Word.PROC_HELLO);
            double proc = millisSince(begin);
            line.say(Word.ASK);
            line.expect(Word.ANSWER);
            double answer = millisSince(begin);
            boolean archive = true;
            for (Process process : processes) {
                archive &= Usage.hasArchive(process.pid());
            }
            return new Reading(Map.of("host-hello", host, "proc-hello", proc, "answer", answer), archive);
        } finally {
            for (Process process : processes) {
                started.awaitEnd(process);
            }
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS_PER_MILLI;
    }
}
