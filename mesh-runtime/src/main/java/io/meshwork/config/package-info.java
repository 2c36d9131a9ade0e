/**
 * The settings of a process: keys, their standard values, and where they are read.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>CF-1: settings that contradict each other are refused before anything starts, with both names and values.
 * </ul>
 *
 * <p>Threads: values. Imports {@code failure}.
 */
@NullMarked
package io.meshwork.config;

import org.jspecify.annotations.NullMarked;
