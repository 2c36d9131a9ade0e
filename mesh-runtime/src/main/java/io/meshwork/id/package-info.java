/**
 * The names of procs, actors and ports, and the addresses they carry.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>ID-1: each id has one text form, and {@code parse(id.toString())} equals the id.
 * </ul>
 *
 * <p>Threads: none; all types are values. Imports nothing of the project. {@code equals}, {@code hashCode} and {@code
 * toString} are written by hand: the generated ones of records cost tens of milliseconds at first use, and ids are on
 * every start path.
 */
@NullMarked
package io.meshwork.id;

import org.jspecify.annotations.NullMarked;
