/**
 * A JVM that goes through what hosts and procs do until their first answer, so that an archive of the classes that they
 * need is written at its end.
 *
 * <p>Threads: main is the client's, one for each part that it plays, and one that bounds it all. Imports {@code allocator}
 * and {@code child}, since it plays parent and child.
 */
@NullMarked
package io.meshwork.bootstrap.rehearsal;

import org.jspecify.annotations.NullMarked;
