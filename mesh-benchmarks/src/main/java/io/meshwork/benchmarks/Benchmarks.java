package io.meshwork.benchmarks;

import io.meshwork.benchmarks.measure.Contender;
import io.meshwork.benchmarks.measure.Machine;
import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.measure.Rounds;
import io.meshwork.benchmarks.measure.Weather;
import io.meshwork.benchmarks.process.Programs;
import io.meshwork.benchmarks.report.Json;
import io.meshwork.benchmarks.report.Plot;
import io.meshwork.benchmarks.report.Report;
import io.meshwork.benchmarks.report.Row;
import io.meshwork.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The run. Read from system properties: {@code mesh.bench.rounds} (7), {@code mesh.bench.pairs} (15) of all nets and none,
 * {@code mesh.bench.goals} ({@code all}, or {@code P1,P2}), {@code mesh.bench.peers}, the directory of their modules, and
 * {@code mesh.bench.out}, the directory for tables, JSON and plot, whose names say the JDK.
 */
public final class Benchmarks {

    private final Path directory =
            Path.of(System.getProperty("mesh.bench.out", "benchmarks")).toAbsolutePath();
    private final Path peers = Path.of(System.getProperty("mesh.bench.peers", "peers"));
    private final Rounds rounds = new Rounds(Integer.getInteger("mesh.bench.rounds", 7), this::say);
    private final List<Goal> goals =
            Goals.named(Set.of(System.getProperty("mesh.bench.goals", "all").split(",")));
    private final Results results = new Results();
    private final PrintStream out;

    private Benchmarks(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Benchmarks benchmarks = new Benchmarks(System.out);
        benchmarks.write(benchmarks.run());
        System.exit(0); // timers of processes that have ended
    }

    private Report run() throws IOException, InterruptedException {
        List<Contender> all = Programs.in(directory.resolve("work"), peers).all();
        List<Contender> once = Goals.programs(goalsNamed(Goals.NETS, false), all);
        List<Contender> pairs = Goals.programs(goalsNamed(Goals.NETS, true), all);
        warmUp(all, once, pairs);
        Weather weather = new Weather();
        rounds.run(once, results);
        weather.look();
        new Rounds(Integer.getInteger("mesh.bench.pairs", 15), this::say).run(pairs, results);
        weather.look();
        List<Row> rows = goals.stream()
                .map(goal -> goal.row(results))
                .flatMap(Optional::stream)
                .toList();
        return new Report(Machine.thisOne(), rounds.count(), weather.load(), weather.steal(), rows, phases(), results);
    }

    /* Files are cached; archives are made, which goes on beside the first run. */
    private void warmUp(List<Contender> all, List<Contender> once, List<Contender> pairs) throws InterruptedException {
        Rounds first = new Rounds(1, this::say);
        List<Contender> archive = all.stream()
                .filter(each -> each.name().equals(Programs.ARCHIVE_MADE))
                .toList();
        for (List<Contender> contenders : List.of(archive, once, pairs)) {
            first.run(contenders, new Results());
        }
    }

    private List<Goal> goalsNamed(String name, boolean isNamed) {
        return goals.stream()
                .filter(goal -> goal.name().equals(name) == isNamed)
                .toList();
    }

    private List<String> phases() {
        return new Phases(results, Programs.FIXTURE).lines();
    }

    private void write(Report report) throws IOException {
        Files.createDirectories(directory);
        String jdk = "jdk" + Runtime.version().feature();
        Files.writeString(directory.resolve(jdk + ".md"), Table.of(report) + "\n" + Table.ofAll(results));
        Files.writeString(directory.resolve(jdk + ".json"), Json.of(report));
        Files.writeString(directory.resolve(jdk + ".svg"), Plot.of(report));
        out.println();
        out.println(Table.of(report));
        say("written: " + directory.resolve(jdk + ".md") + ", .json, .svg");
    }

    private void say(String line) {
        out.println(line);
    }
}
