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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The run. Read from system properties: {@code mesh.bench.rounds} (7), {@code mesh.bench.goals} ({@code all}, or {@code
 * P1,P2}), {@code mesh.bench.out}, the directory for tables, JSON and plot, whose names say the JDK.
 */
public final class Benchmarks {

    private final Path directory =
            Path.of(System.getProperty("mesh.bench.out", "benchmarks")).toAbsolutePath();
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
        List<Contender> wanted = wanted(Programs.in(directory.resolve("work")).all());
        new Rounds(1, this::say).run(wanted, new Results()); // files are cached, archives are made
        Weather weather = new Weather();
        rounds.run(wanted, results);
        weather.look();
        List<Row> rows = goals.stream()
                .map(goal -> goal.row(results))
                .flatMap(Optional::stream)
                .toList();
        return new Report(Machine.thisOne(), rounds.count(), weather.load(), weather.steal(), rows, phases(), results);
    }

    private List<Contender> wanted(List<Contender> all) {
        Set<String> names = new HashSet<>();
        for (Goal goal : goals) {
            names.add(goal.ours().program());
            names.add(goal.other().program());
        }
        return all.stream().filter(each -> names.contains(each.name())).toList();
    }

    private List<String> phases() {
        return new Phases(results, Programs.FIXTURE).inOrder();
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
