/** GridKit NanoCloud. */
@NullMarked
package io.meshwork.benchmarks.peers.nanocloud;

import org.jspecify.annotations.NullMarked;
