/**
 * What a test leaves behind for people: a folder with all that is known of its mesh, ten lines for the console, and a page
 * that shows its class as a timeline. Knows no JUnit.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>E-1: the first failure stands first, and what followed from it below it.
 *   <li>E-2: what can't be had (a process that doesn't answer, a full disk) is said in its place and keeps nothing else from
 *       being written.
 * </ul>
 *
 * <p>For any thread.
 */
@NullMarked
package io.meshwork.junit.evidence;

import org.jspecify.annotations.NullMarked;
