/** What is written of a run: one table, the same as JSON, and a plot. */
@NullMarked
package io.meshwork.benchmarks.report;

import org.jspecify.annotations.NullMarked;
