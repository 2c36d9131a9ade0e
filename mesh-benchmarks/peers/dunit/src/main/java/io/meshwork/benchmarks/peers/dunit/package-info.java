/** Apache Geode DUnit. */
@NullMarked
package io.meshwork.benchmarks.peers.dunit;

import org.jspecify.annotations.NullMarked;
