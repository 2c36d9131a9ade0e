/**
 * What becomes of operating system processes: how they come up, whose children they are, what they inherit, what is
 * said when they can't be had, and that none is left. Through the plain API, each class with real processes of its own.
 *
 * <p>Threads: those of the tests; {@link io.meshwork.conformance.processes.RawChild} and {@link
 * io.meshwork.conformance.processes.RawParent} have one for links. Imports all of the harness but the JUnit extension.
 */
@NullMarked
package io.meshwork.conformance.processes;

import org.jspecify.annotations.NullMarked;
