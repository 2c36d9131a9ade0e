package io.meshwork.benchmarks.measure;

import java.util.List;
import java.util.function.Consumer;

/**
 * Runs contenders in turn: A B C, A B C, and so on. One that fails is noted, and the others go on.
 *
 * @param news is told of each
 */
public record Rounds(int count, Consumer<String> news) {

    public void run(List<Contender> contenders, Results results) throws InterruptedException {
        for (int round = 1; round <= count; round++) {
            for (Contender contender : contenders) {
                news.accept("round " + round + "/" + count + " " + contender.name());
                runOne(contender, results);
            }
        }
    }

    private void runOne(Contender contender, Results results) throws InterruptedException {
        try {
            results.add(contender.name(), contender.program().run());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            news.accept("failed: " + contender.name() + ": " + e);
            results.failed(contender.name(), e);
        }
    }
}
