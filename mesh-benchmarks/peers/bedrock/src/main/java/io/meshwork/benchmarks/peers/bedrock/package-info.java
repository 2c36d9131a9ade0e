/** Oracle Bedrock. */
@NullMarked
package io.meshwork.benchmarks.peers.bedrock;

import org.jspecify.annotations.NullMarked;
