/**
 * What the programs of all peers share: the lines they print, and that all ends which they started.
 *
 * <p>Imports the JDK only: a peer's class path is its own.
 */
@NullMarked
package io.meshwork.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
