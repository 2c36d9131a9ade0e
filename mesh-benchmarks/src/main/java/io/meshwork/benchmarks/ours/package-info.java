/**
 * What is measured of Meshwork: mains, each run in a fresh JVM that has the packaged jars on its class path, as a user's
 * has. They print marks of themselves.
 */
@NullMarked
package io.meshwork.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
