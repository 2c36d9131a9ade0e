/**
 * Every way a run can end, with every kind of member that would rather stay: what is left, and after how long. Each end is
 * taken by a test JVM of its own, which the tests start, watch and, if need be, kill. And many lives of meshes one after
 * the other, in the JVM of the tests.
 *
 * <p>Threads: those of the tests, and such as call beside them. Imports all of the harness but the JUnit extension.
 */
@NullMarked
package io.meshwork.conformance.ends;

import org.jspecify.annotations.NullMarked;
