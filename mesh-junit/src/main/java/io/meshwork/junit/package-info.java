/**
 * Meshes as parameters of JUnit tests.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>J-1: building an extension starts nothing, and neither does a class that asks for nothing.
 *   <li>J-2: what a class started is gone when the class is over, however its tests ended; what was left behind is ended,
 *       and fails the class by name.
 *   <li>J-3: closing goes newest first and past what fails, is not cut short by an interrupt that came before it, and is
 *       done once.
 *   <li>J-4: a closed fixture starts nothing any more.
 *   <li>J-5: a class and its {@code @Nested} ones share hosts and procs; with other classes it shares at most hosts, if both say
 *       that theirs live for the session.
 *   <li>J-6: what went wrong with a mesh and nobody took, be it a failure, a message that came back, or an invariant that
 *       broke, fails the test that caused it; what came between tests fails their class. It is told once.
 *   <li>J-7: a class that requires what its mode has not is skipped, with the reason; no class runs in another mode than it
 *       says.
 *   <li>J-8: what a process printed before it answered, or before its failure is told, stands before what the test prints
 *       next; where tests run in parallel, it stands at the end of a test of the class whose processes printed it.
 *   <li>J-14: what can't be had is refused, by class, member, what was found and what is accepted, before anything is
 *       started for the class or test that asks for it.
 *   <li>J-12: what a test damaged is whole before the next one that shares it, behind the handles there are; if it can't be,
 *       the tests that are left fail with that one cause.
 *   <li>J-13: of the tests that share a mesh one runs at a time, from the making of its instance to the end of its actors.
 *   <li>J-9: of a test that failed, what is known of its mesh is kept, in a folder and as ten lines for the console, the cause
 *       first; of one that passed nothing is left. {@code mesh.keep} says otherwise.
 * </ul>
 *
 * <p>Threads: those of JUnit; a fixture may be used from any. Imports the runtime, {@code bootstrap.allocator}, {@code
 * bootstrap.launch}, {@code bootstrap.output}, {@code bootstrap.process} and JUnit's API. Only {@link MeshSummary} and {@link FinalCheck} import
 * JUnit's launcher, which need not be there.
 */
@NullMarked
package io.meshwork.junit;

import org.jspecify.annotations.NullMarked;
