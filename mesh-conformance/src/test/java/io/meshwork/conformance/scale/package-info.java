/** What it costs, in-process, to have many procs and actors. */
@NullMarked
package io.meshwork.conformance.scale;

import org.jspecify.annotations.NullMarked;
