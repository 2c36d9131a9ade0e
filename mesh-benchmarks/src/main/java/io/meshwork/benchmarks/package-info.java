/**
 * How soon a mesh answers and is gone, beside floors and peers: one run, one table. What is measured against what is in
 * {@link io.meshwork.benchmarks.Goals}; method and figures in {@code docs/performance.md}.
 */
@NullMarked
package io.meshwork.benchmarks;

import org.jspecify.annotations.NullMarked;
