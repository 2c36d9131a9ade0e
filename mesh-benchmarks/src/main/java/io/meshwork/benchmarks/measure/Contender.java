package io.meshwork.benchmarks.measure;

/**
 * Something that is run once a round.
 *
 * @param program leaves nothing behind
 */
public record Contender(String name, Program program) {

    /** Runs in processes of its own. */
    @FunctionalInterface
    public interface Program {
        Reading run() throws Exception;
    }
}
