/**
 * The log of the JVMs of the tests, which can be listened to.
 *
 * <p>Threads: any. Imports nothing of the harness.
 */
@NullMarked
package io.meshwork.conformance.log;

import org.jspecify.annotations.NullMarked;
