/**
 * That no process is left, however a test JVM ends that Maven Surefire has forked: rows L1 to L4 and L7 to L9 of the life
 * cycle, each a real nested Maven build of the fixture project in {@code src/it/surefire}, with our artifacts staged by
 * the build around it.
 *
 * <p>And that whoever depends on the staged artifacts gets on: in every way that Maven runs tests, with every version of
 * JUnit, with a backend of his own, and as the README tells him to begin.
 *
 * <p>Threads: those of the tests, two at once. Imports {@code bootstrap.process} and nothing else of the harness; what is
 * tested is in other JVMs.
 */
@NullMarked
package io.meshwork.conformance.surefire;

import org.jspecify.annotations.NullMarked;
