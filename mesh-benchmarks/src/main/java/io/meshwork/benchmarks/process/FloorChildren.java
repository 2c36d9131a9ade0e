package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.floor.Hello;
import io.meshwork.benchmarks.floor.JdkChild;
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
 * Floor programs of one level: from the start of a JVM to its hello.
 *
 * @param started where they are started
 */
record FloorChildren(Started started) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long IDLE_MILLIS = 200;

    /** {@code exit}: a bare JVM, from its start to its end. */
    Reading bare(Jvm jvm) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = started.start(jvm.command(Hello.class.getName()));
        process.waitFor();
        double exit = millisSince(begin);
        started.awaitEnd(process);
        return new Reading(Map.of("exit", exit), false);
    }

    Reading netty(Jvm jvm) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            return child(parent, jvm.command(NettyChild.class.getName(), "proc", parent.socket()));
        }
    }

    Reading jdk(Jvm jvm) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            return child(parent, jvm.command(JdkChild.class.getName(), parent.socket()));
        }
    }

    /* hello and cpu at it; rss and pss when idle after an exchange; quit to exit. */
    private Reading child(Parent parent, List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = started.start(command);
        try (Line line = parent.accept(process)) {
            line.expect(Word.HELLO);
            double hello = millisSince(begin);
            double cpu = Usage.cpuMillis(process.pid());
            line.say(Word.ASK);
            line.expect(Word.ANSWER);
            Thread.sleep(IDLE_MILLIS);
            double rss = Usage.residentMiB(process.pid());
            double pss = Usage.proportionalMiB(process.pid());
            boolean archive = Usage.hasArchive(process.pid());
            long quit = System.nanoTime();
            line.say(Word.QUIT);
            process.waitFor();
            double exit = millisSince(quit);
            return new Reading(Map.of("hello", hello, "cpu", cpu, "rss", rss, "pss", pss, "quit", exit), archive);
        } finally {
            started.awaitEnd(process);
        }
    }

    /** {@code cpu}: all children's at the last hello, divided by the cores; {@code hello}: the last one. */
    Reading atOnce(Jvm jvm, int children) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        try (Parent parent = Parent.listen()) {
            long begin = System.nanoTime();
            for (int i = 0; i < children; i++) {
                processes.add(started.start(jvm.command(NettyChild.class.getName(), "proc", parent.socket())));
            }
            for (int i = 0; i < children; i++) {
                lines.add(parent.accept(processes.get(i)));
                lines.get(i).expect(Word.HELLO);
            }
            double hello = millisSince(begin);
            double cpu = 0;
            boolean archive = true;
            for (Process process : processes) {
                cpu += Usage.cpuMillis(process.pid());
                archive &= Usage.hasArchive(process.pid());
            }
            return new Reading(
                    Map.of("hello", hello, "cpu", cpu / Runtime.getRuntime().availableProcessors()), archive);
        } finally {
            for (Line line : lines) {
                line.close();
            }
            for (Process process : processes) {
                started.awaitEnd(process);
            }
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS_PER_MILLI;
    }
}
