package io.meshwork.benchmarks.measure;

import java.util.Map;

/**
 * What one program of one round came to.
 *
 * @param figures by name; times in milliseconds, memory in MiB
 * @param archive whether the children had a class archive of their own mapped; of several, all of them
 */
public record Reading(Map<String, Double> figures, boolean archive) {

    public Reading {
        figures = Map.copyOf(figures);
    }
}
