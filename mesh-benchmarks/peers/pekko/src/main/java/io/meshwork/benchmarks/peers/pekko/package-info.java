/** Apache Pekko. */
@NullMarked
package io.meshwork.benchmarks.peers.pekko;

import org.jspecify.annotations.NullMarked;
