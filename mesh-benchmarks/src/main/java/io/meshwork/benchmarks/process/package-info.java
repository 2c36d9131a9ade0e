/**
 * Runs programs as processes and reads what they came to: floors, our own, peers'. What it starts ends with this JVM, and
 * after two minutes in any case.
 */
@NullMarked
package io.meshwork.benchmarks.process;

import org.jspecify.annotations.NullMarked;
