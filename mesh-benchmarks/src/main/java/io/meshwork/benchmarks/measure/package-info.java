/** Figures: what a program came to, series of it, and what the machine was like meanwhile. Knows no process of ours. */
@NullMarked
package io.meshwork.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
