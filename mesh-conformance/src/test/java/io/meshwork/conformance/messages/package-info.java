/**
 * What actors and messages do, shown on real processes through the plain runtime API.
 *
 * <p>Each class brings up its own procs, once for all its tests where no test harms them. A claim of "at once" is shown by
 * an actor held in its handler, not by a clock.
 */
@NullMarked
package io.meshwork.conformance.messages;

import org.jspecify.annotations.NullMarked;
