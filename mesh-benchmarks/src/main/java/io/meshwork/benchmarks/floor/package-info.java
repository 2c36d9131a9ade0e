/**
 * What a start can't be faster than: programs that do what a host or proc must do, and no more. They know neither Meshwork
 * nor the rest of the benchmarks.
 *
 * <p>They talk in frames: four bytes of length, one byte that says what ({@link io.meshwork.benchmarks.floor.Word}). Each
 * ends when the one it dialled hangs up, a standby when its stdin ends.
 */
@NullMarked
package io.meshwork.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
