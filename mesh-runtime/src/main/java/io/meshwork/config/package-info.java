/**
 * The settings of a process: keys, their standard values, and where they are read.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>CF-1: a setting that is not understood, and settings that contradict each other, are refused before anything
 *       starts, with names and values; a time that was not set never contradicts one that was, it follows.
 * </ul>
 *
 * <p>Threads: values. Imports {@code failure}.
 */
@NullMarked
package io.meshwork.config;

import org.jspecify.annotations.NullMarked;
