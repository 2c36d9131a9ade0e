/**
 * The settings of a process: keys, their standard values, the layers in which they stand, and where they are read.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>CF-1: a setting that is not there or not understood, and settings that contradict each other, are refused before
 *       anything starts, with names, values and where they stand; a time that was not set never contradicts one that was,
 *       it follows.
 *   <li>CF-2: of each key the setting of the highest layer holds, whatever came first, and its source can be read.
 *   <li>CF-3: a child has what its parent handed down, and over that its own environment; but a test's own settings, and
 *       those of the run as a whole, are the same in all processes.
 *   <li>CF-4: under a debugger no time-out comes, but for those of processes that are gone or have said that they go; what
 *       bounds each other does so all the same.
 * </ul>
 *
 * <p>Threads: values, and what is known of a debugger, for any thread. Imports {@code failure}.
 */
@NullMarked
package io.meshwork.config;

import org.jspecify.annotations.NullMarked;
